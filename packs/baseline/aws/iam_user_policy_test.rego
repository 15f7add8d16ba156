package turnpike.baseline.aws.iam_user_policy_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.iam_user_policy as rule

test_fail_attachment if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"user": "a", "policy_arn": "arn:aws:iam::aws:policy/ReadOnlyAccess"})
}

test_fail_unknown_user if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"user": turnpike.unknown("x"), "policy_arn": "arn:aws:iam::aws:policy/ReadOnlyAccess"})
}

test_pass_delete if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.delete({"user": "a"})
}

test_unknown_everything if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create(turnpike.unknown("x"))
}
