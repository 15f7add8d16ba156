package turnpike.baseline.aws.iam_access_key_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.iam_access_key as rule

test_fail_key if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"user": "ci", "status": "Active"})
}

test_pass_inactive if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"user": "ci", "status": "Inactive"})
}

test_pass_delete if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.delete({"user": "ci"})
}

test_unknown_status if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"user": "ci", "status": turnpike.unknown("x")})
}
