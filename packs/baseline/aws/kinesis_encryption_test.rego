package turnpike.baseline.aws.kinesis_encryption_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.kinesis_encryption as rule

test_fail_none if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"encryption_type": "NONE"})
}

test_fail_unset if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"encryption_type": null})
}

test_pass_kms if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"encryption_type": "KMS"})
}

test_unknown_value if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"encryption_type": turnpike.unknown("x")})
}
