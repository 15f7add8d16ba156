package turnpike.baseline.aws.config_recorder_off_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.config_recorder_off as rule

test_fail_off if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"is_enabled": false})
}

test_pass_on if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"is_enabled": true})
}

test_unknown_value if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"is_enabled": turnpike.unknown("x")})
}
