package turnpike.baseline.kubernetes.memory_limit_test

import data.turnpike.baseline.kubernetes.memory_limit
import data.turnpike.baseline.lib.kubernetes_testing

test_fail_unset if {
	turnpike.verdict(memory_limit.deny) == "fail" with input as kubernetes_testing.single({"resources": {"limits": {"cpu": "1"}}})
}

test_pass if {
	turnpike.verdict(memory_limit.deny) == "pass" with input as kubernetes_testing.single({"resources": {"limits": {"memory": "1Gi"}}})
}

test_unknown if {
	made := kubernetes_testing.single({"resources": turnpike.unknown("resources")})
	turnpike.verdict(memory_limit.deny) == "unknown" with input as made
}
