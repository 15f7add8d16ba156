package turnpike.baseline.aws.ec2_public_ip_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.ec2_public_ip as rule

test_fail_asked_for if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create_of("aws_instance", {"associate_public_ip_address": true})
}

test_fail_template if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create_of("aws_launch_template", {"network_interfaces": [{"associate_public_ip_address": "true"}]})
}

test_fail_subnet if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create_of("aws_instance", {"associate_public_ip_address": null, "subnet_id": "s"}) with turnpike.estate.refs as {{"type": "aws_subnet", "address": "aws_subnet.a", "attributes": {"map_public_ip_on_launch": true}}}
}

test_pass_refused if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create_of("aws_instance", {"associate_public_ip_address": false, "subnet_id": "s"}) with turnpike.estate.refs as {{"type": "aws_subnet", "address": "aws_subnet.a", "attributes": {"map_public_ip_on_launch": true}}}
}

test_pass_private_subnet if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create_of("aws_instance", {"associate_public_ip_address": null, "subnet_id": "s"}) with turnpike.estate.refs as {{"type": "aws_subnet", "address": "aws_subnet.a", "attributes": {"map_public_ip_on_launch": false}}}
}

test_unknown_value if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create_of("aws_instance", {"associate_public_ip_address": turnpike.unknown("x")}) with turnpike.estate.refs as set()
}
