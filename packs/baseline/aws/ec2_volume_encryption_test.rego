package turnpike.baseline.aws.ec2_volume_encryption_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.ec2_volume_encryption as rule

test_fail_volume if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create_of("aws_ebs_volume", {"encrypted": false}) with turnpike.estate.resources as set()
}

test_fail_root_device if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create_of("aws_instance", {"root_block_device": [{"encrypted": false}]}) with turnpike.estate.resources as set()
}

test_fail_template if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create_of("aws_launch_template", {"block_device_mappings": [{"device_name": "/dev/xvda", "ebs": [{"encrypted": null}]}]}) with turnpike.estate.resources as set()
}

test_pass_volume if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create_of("aws_ebs_volume", {"encrypted": true}) with turnpike.estate.resources as set()
}

test_pass_template if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create_of("aws_launch_template", {"block_device_mappings": [{"device_name": "/dev/xvda", "ebs": [{"encrypted": "true"}]}]}) with turnpike.estate.resources as set()
}

test_pass_attached_volume if {
	turnpike.verdict(rule.deny) == "pass" with input as object.union(testing.update({}, {"ebs_block_device": [{"encrypted": false, "volume_id": "vol-1"}]}), {"type": "aws_instance"}) with turnpike.estate.resources as {{"attributes": {"id": "vol-1", "enabled": false}}}
}

test_pass_account_default if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create_of("aws_ebs_volume", {"encrypted": turnpike.unknown("x")}) with turnpike.estate.resources as {{"attributes": {"enabled": true}}}
}

test_pass_delete if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.delete({"encrypted": false}) with turnpike.estate.resources as set()
}

test_unknown_volume if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create_of("aws_ebs_volume", {"encrypted": turnpike.unknown("x")}) with turnpike.estate.resources as set()
}
