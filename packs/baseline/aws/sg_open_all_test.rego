package turnpike.baseline.aws.sg_open_all_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.sg_open_all as rule

test_fail_all_protocols if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create_of("aws_security_group", {"ingress": [{"cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": [], "protocol": "-1", "from_port": 0, "to_port": 0}]})
}

test_fail_all_tcp_ports_v6 if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create_of("aws_security_group_rule", {"type": "ingress", "cidr_blocks": null, "ipv6_cidr_blocks": ["::/0"], "protocol": "tcp", "from_port": 0, "to_port": 65535})
}

test_fail_separate_rule if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create_of("aws_vpc_security_group_ingress_rule", {"cidr_ipv4": "0.0.0.0/0", "cidr_ipv6": null, "ip_protocol": "-1", "from_port": null, "to_port": null}) with turnpike.estate.refs as set()
}

test_pass_egress if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create_of("aws_security_group_rule", {"type": "egress", "cidr_blocks": ["0.0.0.0/0"], "protocol": "-1", "from_port": 0, "to_port": 0})
}

test_pass_private_range if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create_of("aws_security_group", {"ingress": [{"cidr_blocks": ["10.0.0.0/8"], "ipv6_cidr_blocks": [], "protocol": "-1", "from_port": 0, "to_port": 0}]})
}

test_pass_one_port if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create_of("aws_security_group", {"ingress": [{"cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": [], "protocol": "tcp", "from_port": 443, "to_port": 443}]})
}

test_unknown_range if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create_of("aws_security_group", {"ingress": [{"cidr_blocks": [turnpike.unknown("x")], "ipv6_cidr_blocks": [], "protocol": "-1", "from_port": 0, "to_port": 0}]})
}

test_pass_unknown_range_one_port if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create_of("aws_security_group", {"ingress": [{"cidr_blocks": [turnpike.unknown("x")], "ipv6_cidr_blocks": [], "protocol": "tcp", "from_port": 443, "to_port": 443}]})
}
