package turnpike.baseline.aws.cloudtrail_encryption_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.cloudtrail_encryption as rule

test_fail_none if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"kms_key_id": null})
}

test_fail_empty if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"kms_key_id": ""})
}

test_pass_key if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"kms_key_id": "arn:aws:kms:eu-west-1:111111111111:key/1"})
}

test_pass_delete if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.delete({"kms_key_id": null})
}

test_unknown_key if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"kms_key_id": turnpike.unknown("x")})
}
