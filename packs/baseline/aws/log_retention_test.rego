package turnpike.baseline.aws.log_retention_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.log_retention as rule

test_fail_zero if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"retention_in_days": 0})
}

test_fail_left_out if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"retention_in_days": null})
}

test_pass_year if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"retention_in_days": 365})
}

test_pass_delete if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.delete({"retention_in_days": 0})
}

test_unknown_value if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"retention_in_days": turnpike.unknown("x")})
}
