package turnpike.baseline.kubernetes.run_as_non_root_test

import data.turnpike.baseline.kubernetes.run_as_non_root
import data.turnpike.baseline.lib.kubernetes_testing

test_fail_unset if {
	turnpike.verdict(run_as_non_root.deny) == "fail" with input as kubernetes_testing.secured({})
}

test_fail_container_overrides_pod if {
	made := kubernetes_testing.pod({
		"securityContext": {"runAsNonRoot": true},
		"containers": [{"name": "c", "securityContext": {"runAsNonRoot": false}}],
	})
	turnpike.verdict(run_as_non_root.deny) == "fail" with input as made
}

test_pass_pod_wide if {
	made := kubernetes_testing.deployment({"securityContext": {"runAsNonRoot": true}, "containers": [{"name": "c"}]})
	turnpike.verdict(run_as_non_root.deny) == "pass" with input as made
}

test_pass_container if {
	turnpike.verdict(run_as_non_root.deny) == "pass" with input as kubernetes_testing.secured({"runAsNonRoot": true})
}

test_unknown if {
	made := kubernetes_testing.secured({"runAsNonRoot": turnpike.unknown("runAsNonRoot")})
	turnpike.verdict(run_as_non_root.deny) == "unknown" with input as made
}
