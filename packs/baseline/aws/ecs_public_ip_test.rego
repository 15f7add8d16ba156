package turnpike.baseline.aws.ecs_public_ip_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.ecs_public_ip as rule

test_fail_public if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"network_configuration": [{"assign_public_ip": true}]})
}

test_pass_private if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"network_configuration": [{"assign_public_ip": false}]})
}

test_pass_none if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"network_configuration": []})
}

test_unknown_value if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"network_configuration": [{"assign_public_ip": turnpike.unknown("x")}]})
}
