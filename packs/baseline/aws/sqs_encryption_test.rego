package turnpike.baseline.aws.sqs_encryption_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.sqs_encryption as rule

test_fail_off if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"sqs_managed_sse_enabled": false, "kms_master_key_id": null}) with turnpike.estate.refs as set()
}

test_pass_managed if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"sqs_managed_sse_enabled": true, "kms_master_key_id": null})
}

test_pass_own_key if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"sqs_managed_sse_enabled": false, "kms_master_key_id": "alias/a"})
}

test_pass_key_of_this_change if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"sqs_managed_sse_enabled": turnpike.unknown("x"), "kms_master_key_id": turnpike.unknown("x")}) with turnpike.estate.refs as {{"type": "aws_kms_key"}}
}

test_unknown_key if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"sqs_managed_sse_enabled": false, "kms_master_key_id": turnpike.unknown("x")}) with turnpike.estate.refs as set()
}

test_unknown_switch if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"sqs_managed_sse_enabled": turnpike.unknown("x"), "kms_master_key_id": null}) with turnpike.estate.refs as set()
}
