package turnpike.baseline.kubernetes.selinux_test

import data.turnpike.baseline.kubernetes.selinux
import data.turnpike.baseline.lib.kubernetes_testing

test_fail_type if {
	turnpike.verdict(selinux.deny) == "fail" with input as kubernetes_testing.secured({"seLinuxOptions": {"type": "spc_t"}})
}

test_fail_role if {
	turnpike.verdict(selinux.deny) == "fail" with input as kubernetes_testing.secured({"seLinuxOptions": {"role": "sysadm_r"}})
}

test_fail_engine_type_on_an_older_cluster if {
	made := kubernetes_testing.on_version(kubernetes_testing.secured({"seLinuxOptions": {"type": "container_engine_t"}}), "1.30")
	turnpike.verdict(selinux.deny) == "fail" with input as made
}

test_pass if {
	turnpike.verdict(selinux.deny) == "pass" with input as kubernetes_testing.secured({"seLinuxOptions": {"type": "container_engine_t"}})
}

test_unknown if {
	made := kubernetes_testing.secured({"seLinuxOptions": {"type": turnpike.unknown("type")}})
	turnpike.verdict(selinux.deny) == "unknown" with input as made
}
