package turnpike.baseline.aws.iam_password_policy_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.iam_password_policy as rule

test_fail_short if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.with_params(testing.create({"minimum_password_length": 6}), {"minimum_length": 14})
}

test_pass_long if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.with_params(testing.create({"minimum_password_length": 16}), {"minimum_length": 14})
}

test_unknown_length if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.with_params(testing.create({"minimum_password_length": turnpike.unknown("x")}), {"minimum_length": 14})
}
