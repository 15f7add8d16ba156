package turnpike.baseline.kubernetes.seccomp_unconfined_test

import data.turnpike.baseline.kubernetes.seccomp_unconfined
import data.turnpike.baseline.lib.kubernetes_testing

test_fail if {
	turnpike.verdict(seccomp_unconfined.deny) == "fail" with input as kubernetes_testing.secured({"seccompProfile": {"type": "Unconfined"}})
}

test_pass if {
	turnpike.verdict(seccomp_unconfined.deny) == "pass" with input as kubernetes_testing.secured({"seccompProfile": {"type": "Localhost", "localhostProfile": "a.json"}})
}

test_unknown if {
	made := kubernetes_testing.secured({"seccompProfile": {"type": turnpike.unknown("type")}})
	turnpike.verdict(seccomp_unconfined.deny) == "unknown" with input as made
}
