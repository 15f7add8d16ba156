package turnpike.baseline.kubernetes.seccomp_required_test

import data.turnpike.baseline.kubernetes.seccomp_required
import data.turnpike.baseline.lib.kubernetes_testing

test_fail_unset if {
	turnpike.verdict(seccomp_required.deny) == "fail" with input as kubernetes_testing.secured({})
}

test_pass_pod_wide if {
	made := kubernetes_testing.pod({"securityContext": {"seccompProfile": {"type": "RuntimeDefault"}}, "containers": [{"name": "c"}]})
	turnpike.verdict(seccomp_required.deny) == "pass" with input as made
}

test_pass_container if {
	turnpike.verdict(seccomp_required.deny) == "pass" with input as kubernetes_testing.secured({"seccompProfile": {"type": "Localhost"}})
}

test_unknown if {
	made := kubernetes_testing.secured({"seccompProfile": {"type": turnpike.unknown("type")}})
	turnpike.verdict(seccomp_required.deny) == "unknown" with input as made
}
