package turnpike.baseline.kubernetes.run_as_user_zero_test

import data.turnpike.baseline.kubernetes.run_as_user_zero
import data.turnpike.baseline.lib.kubernetes_testing

test_fail if {
	turnpike.verdict(run_as_user_zero.deny) == "fail" with input as kubernetes_testing.secured({"runAsUser": 0})
}

test_pass if {
	turnpike.verdict(run_as_user_zero.deny) == "pass" with input as kubernetes_testing.secured({"runAsUser": 1000})
}

test_unknown if {
	made := kubernetes_testing.secured({"runAsUser": turnpike.unknown("runAsUser")})
	turnpike.verdict(run_as_user_zero.deny) == "unknown" with input as made
}
