package turnpike.baseline.kubernetes.host_process_test

import data.turnpike.baseline.kubernetes.host_process
import data.turnpike.baseline.lib.kubernetes_testing

test_fail_pod if {
	made := kubernetes_testing.pod({"securityContext": {"windowsOptions": {"hostProcess": true}}})
	turnpike.verdict(host_process.deny) == "fail" with input as made
}

test_fail_container if {
	turnpike.verdict(host_process.deny) == "fail" with input as kubernetes_testing.secured({"windowsOptions": {"hostProcess": true}})
}

test_pass if {
	turnpike.verdict(host_process.deny) == "pass" with input as kubernetes_testing.secured({"windowsOptions": {"hostProcess": false}})
}

test_unknown if {
	made := kubernetes_testing.secured({"windowsOptions": {"hostProcess": turnpike.unknown("hostProcess")}})
	turnpike.verdict(host_process.deny) == "unknown" with input as made
}
