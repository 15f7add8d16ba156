package turnpike.baseline.aws.snapshot_encryption_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.snapshot_encryption as rule

test_fail_copy if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create_of("aws_ebs_snapshot_copy", {"encrypted": false})
}

test_fail_unset if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create_of("aws_ami_copy", {"encrypted": null})
}

test_pass_copy if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create_of("aws_ebs_snapshot_copy", {"encrypted": true})
}

test_fail_clear_volume if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create_of("aws_ebs_snapshot", {"volume_id": "vol-1"}) with turnpike.estate.refs as {{"address": "aws_ebs_volume.a", "type": "aws_ebs_volume", "attributes": {"encrypted": false}}}
}

test_pass_encrypted_volume if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create_of("aws_ebs_snapshot", {"volume_id": "vol-1"}) with turnpike.estate.refs as {{"address": "aws_ebs_volume.a", "type": "aws_ebs_volume", "attributes": {"encrypted": true}}}
}

test_unknown_value if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create_of("aws_ebs_snapshot_copy", {"encrypted": turnpike.unknown("x")})
}
