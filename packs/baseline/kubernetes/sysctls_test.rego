package turnpike.baseline.kubernetes.sysctls_test

import data.turnpike.baseline.kubernetes.sysctls
import data.turnpike.baseline.lib.kubernetes_testing

test_fail if {
	made := kubernetes_testing.pod({"securityContext": {"sysctls": [{"name": "kernel.msgmax", "value": "1"}]}})
	turnpike.verdict(sysctls.deny) == "fail" with input as made
}

test_fail_on_an_older_cluster if {
	made := kubernetes_testing.pod({"securityContext": {"sysctls": [{"name": "net.ipv4.tcp_rmem", "value": "1"}]}})
	turnpike.verdict(sysctls.deny) == "fail" with input as kubernetes_testing.on_version(made, "1.31")
}

test_pass if {
	made := kubernetes_testing.pod({"securityContext": {"sysctls": [{"name": "net.ipv4.tcp_rmem", "value": "1"}]}})
	turnpike.verdict(sysctls.deny) == "pass" with input as made
}

test_unknown if {
	made := kubernetes_testing.pod({"securityContext": {"sysctls": [{"name": turnpike.unknown("name")}]}})
	turnpike.verdict(sysctls.deny) == "unknown" with input as made
}
