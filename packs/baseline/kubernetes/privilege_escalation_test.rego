package turnpike.baseline.kubernetes.privilege_escalation_test

import data.turnpike.baseline.kubernetes.privilege_escalation
import data.turnpike.baseline.lib.kubernetes_testing

test_fail_unset if {
	turnpike.verdict(privilege_escalation.deny) == "fail" with input as kubernetes_testing.secured({})
}

test_fail_true if {
	turnpike.verdict(privilege_escalation.deny) == "fail" with input as kubernetes_testing.secured({"allowPrivilegeEscalation": true})
}

test_pass if {
	turnpike.verdict(privilege_escalation.deny) == "pass" with input as kubernetes_testing.secured({"allowPrivilegeEscalation": false})
}

test_pass_windows if {
	turnpike.verdict(privilege_escalation.deny) == "pass" with input as kubernetes_testing.pod({"os": {"name": "windows"}, "containers": [{"name": "c"}]})
}

test_unknown if {
	made := kubernetes_testing.secured({"allowPrivilegeEscalation": turnpike.unknown("allowPrivilegeEscalation")})
	turnpike.verdict(privilege_escalation.deny) == "unknown" with input as made
}
