package turnpike.baseline.aws.sns_encryption_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.sns_encryption as rule

test_fail_none if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"kms_master_key_id": null})
}

test_pass_key if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"kms_master_key_id": "alias/aws/sns"})
}

test_pass_delete if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.delete({"kms_master_key_id": null})
}

test_unknown_key if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"kms_master_key_id": turnpike.unknown("x")})
}
