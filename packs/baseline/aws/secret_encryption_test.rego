package turnpike.baseline.aws.secret_encryption_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.secret_encryption as rule

test_fail_unset if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"kms_key_id": ""})
}

test_fail_aws_key if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"kms_key_id": "alias/aws/secretsmanager"})
}

test_pass_key if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"kms_key_id": "arn:aws:kms:eu-west-1:111111111111:key/1"})
}

test_unknown_value if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"kms_key_id": turnpike.unknown("x")})
}
