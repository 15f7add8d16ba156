package turnpike.baseline.aws.efs_encryption_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.efs_encryption as rule

test_fail_off if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"encrypted": false})
}

test_pass_on if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"encrypted": true})
}

test_pass_delete if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.delete({"encrypted": false})
}

test_unknown_value if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"encrypted": turnpike.unknown("x")})
}
