package turnpike.baseline.kubernetes.privileged_test

import data.turnpike.baseline.kubernetes.privileged
import data.turnpike.baseline.lib.kubernetes_testing

test_fail_container if {
	turnpike.verdict(privileged.deny) == "fail" with input as kubernetes_testing.secured({"privileged": true})
}

test_fail_init_container_of_deployment if {
	made := kubernetes_testing.deployment({"initContainers": [{"name": "i", "securityContext": {"privileged": true}}]})
	privileged.deny[{
		"msg": `container "i" runs privileged`,
		"path": ["spec", "template", "spec", "initContainers", 0, "securityContext", "privileged"],
		"key": "i",
	}] with input as made
}

test_pass_unset if {
	turnpike.verdict(privileged.deny) == "pass" with input as kubernetes_testing.secured({})
}

test_unknown if {
	made := kubernetes_testing.secured({"privileged": turnpike.unknown("privileged")})
	turnpike.verdict(privileged.deny) == "unknown" with input as made
}
