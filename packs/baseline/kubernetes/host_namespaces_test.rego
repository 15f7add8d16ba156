package turnpike.baseline.kubernetes.host_namespaces_test

import data.turnpike.baseline.kubernetes.host_namespaces
import data.turnpike.baseline.lib.kubernetes_testing

test_fail_each if {
	count(host_namespaces.deny) == 3 with input as kubernetes_testing.cron_job({"hostNetwork": true, "hostPID": true, "hostIPC": true})
}

test_pass_false_or_unset if {
	turnpike.verdict(host_namespaces.deny) == "pass" with input as kubernetes_testing.pod({"hostNetwork": false})
}

test_unknown if {
	made := kubernetes_testing.pod({"hostPID": turnpike.unknown("hostPID")})
	turnpike.verdict(host_namespaces.deny) == "unknown" with input as made
}
