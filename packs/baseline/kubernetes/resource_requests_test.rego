package turnpike.baseline.kubernetes.resource_requests_test

import data.turnpike.baseline.kubernetes.resource_requests
import data.turnpike.baseline.lib.kubernetes_testing

test_fail_unset if {
	count(resource_requests.deny) == 2 with input as kubernetes_testing.single({})
}

test_pass_requests if {
	made := kubernetes_testing.single({"resources": {"requests": {"cpu": "100m", "memory": "64Mi"}}})
	turnpike.verdict(resource_requests.deny) == "pass" with input as made
}

test_pass_limits_stand_for_requests if {
	made := kubernetes_testing.single({"resources": {"limits": {"cpu": "100m", "memory": "64Mi"}}})
	turnpike.verdict(resource_requests.deny) == "pass" with input as made
}

test_unknown if {
	made := kubernetes_testing.single({"resources": turnpike.unknown("resources")})
	turnpike.verdict(resource_requests.deny) == "unknown" with input as made
}
