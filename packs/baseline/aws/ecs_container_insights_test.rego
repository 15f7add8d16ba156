package turnpike.baseline.aws.ecs_container_insights_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.ecs_container_insights as rule

test_fail_disabled if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"setting": [{"name": "containerInsights", "value": "disabled"}]})
}

test_pass_enabled if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"setting": [{"name": "containerInsights", "value": "enabled"}]})
}

test_unknown_value if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"setting": [{"name": "containerInsights", "value": turnpike.unknown("x")}]})
}
