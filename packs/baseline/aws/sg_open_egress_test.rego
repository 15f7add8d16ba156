package turnpike.baseline.aws.sg_open_egress_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.sg_open_egress as rule

test_fail_inline if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create_of("aws_security_group", {"egress": [{"cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": [], "protocol": "-1", "from_port": 0, "to_port": 0}]})
}

test_fail_rule if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create_of("aws_security_group_rule", {"type": "egress", "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": null, "protocol": "-1", "from_port": 0, "to_port": 0})
}

test_fail_separate_rule if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create_of("aws_vpc_security_group_egress_rule", {"cidr_ipv4": null, "cidr_ipv6": "::/0", "ip_protocol": "-1", "from_port": null, "to_port": null})
}

test_pass_one_port if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create_of("aws_security_group", {"egress": [{"cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": [], "protocol": "tcp", "from_port": 443, "to_port": 443}]})
}

test_pass_own_range if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create_of("aws_security_group", {"egress": [{"cidr_blocks": ["10.0.0.0/8"], "ipv6_cidr_blocks": [], "protocol": "-1", "from_port": 0, "to_port": 0}]})
}

test_pass_ingress_rule if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create_of("aws_security_group_rule", {"type": "ingress", "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": null, "protocol": "-1", "from_port": 0, "to_port": 0})
}

test_unknown_range if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create_of("aws_security_group", {"egress": [{"cidr_blocks": [turnpike.unknown("x")], "ipv6_cidr_blocks": [], "protocol": "-1", "from_port": 0, "to_port": 0}]})
}
