package turnpike.baseline.kubernetes.drop_all_capabilities_test

import data.turnpike.baseline.kubernetes.drop_all_capabilities
import data.turnpike.baseline.lib.kubernetes_testing

test_fail_unset if {
	turnpike.verdict(drop_all_capabilities.deny) == "fail" with input as kubernetes_testing.secured({})
}

test_fail_some if {
	turnpike.verdict(drop_all_capabilities.deny) == "fail" with input as kubernetes_testing.secured({"capabilities": {"drop": ["CHOWN"]}})
}

test_pass if {
	turnpike.verdict(drop_all_capabilities.deny) == "pass" with input as kubernetes_testing.secured({"capabilities": {"drop": ["ALL"]}})
}

test_unknown if {
	made := kubernetes_testing.secured({"capabilities": {"drop": turnpike.unknown("drop")}})
	turnpike.verdict(drop_all_capabilities.deny) == "unknown" with input as made
}
