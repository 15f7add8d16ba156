package turnpike.baseline.aws.ecs_privileged_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.ecs_privileged as rule

test_fail_privileged if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"container_definitions": `[{"name": "worker", "privileged": true}]`})
}

test_pass_plain if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"container_definitions": `[{"name": "worker", "privileged": false}, {"name": "side"}]`})
}

test_unknown_definitions if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"container_definitions": turnpike.unknown("x")})
}
