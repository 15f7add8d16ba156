package turnpike.baseline.aws.ecs_root_user_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.ecs_root_user as rule

test_fail_root if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"container_definitions": `[{"name": "worker", "user": "root"}]`})
}

test_fail_group if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"container_definitions": `[{"name": "worker", "user": "0:0"}]`})
}

test_pass_user if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"container_definitions": `[{"name": "worker", "user": "10001"}]`})
}

test_pass_user_of_the_image if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"container_definitions": `[{"name": "worker"}]`})
}

test_unknown_definitions if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"container_definitions": turnpike.unknown("x")})
}
