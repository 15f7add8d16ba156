package turnpike.baseline.kubernetes.capabilities_added_test

import data.turnpike.baseline.kubernetes.capabilities_added
import data.turnpike.baseline.lib.kubernetes_testing

test_fail_sys_admin if {
	turnpike.verdict(capabilities_added.deny) == "fail" with input as kubernetes_testing.secured({"capabilities": {"add": ["SYS_ADMIN"]}})
}

test_fail_all if {
	turnpike.verdict(capabilities_added.deny) == "fail" with input as kubernetes_testing.secured({"capabilities": {"add": ["ALL"]}})
}

test_pass_default_set if {
	turnpike.verdict(capabilities_added.deny) == "pass" with input as kubernetes_testing.secured({"capabilities": {"add": ["CHOWN", "NET_BIND_SERVICE"]}})
}

test_unknown if {
	made := kubernetes_testing.secured({"capabilities": {"add": [turnpike.unknown("add")]}})
	turnpike.verdict(capabilities_added.deny) == "unknown" with input as made
}
