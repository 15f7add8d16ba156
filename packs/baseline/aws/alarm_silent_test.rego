package turnpike.baseline.aws.alarm_silent_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.alarm_silent as rule

test_fail_silent if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"alarm_name": "a", "alarm_actions": null}) with turnpike.estate.resources as set()
}

test_pass_acts if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"alarm_name": "a", "alarm_actions": ["arn:aws:sns:eu-west-1:111111111111:pages"]}) with turnpike.estate.resources as set()
}

test_pass_part_of_composite if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"alarm_name": "a", "alarm_actions": null}) with turnpike.estate.resources as {{"attributes": {"alarm_rule": "ALARM(\"a\") OR ALARM(\"b\")"}}}
}

test_pass_delete if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.delete({"alarm_name": "a"}) with turnpike.estate.resources as set()
}

test_unknown_actions if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"alarm_name": "a", "alarm_actions": turnpike.unknown("x")}) with turnpike.estate.resources as set()
}
