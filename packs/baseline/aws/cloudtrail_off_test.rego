package turnpike.baseline.aws.cloudtrail_off_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.cloudtrail_off as rule

test_fail_off if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"enable_logging": false})
}

test_pass_on if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"enable_logging": true})
}

test_unknown_value if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"enable_logging": turnpike.unknown("x")})
}
