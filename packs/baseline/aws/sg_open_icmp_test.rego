package turnpike.baseline.aws.sg_open_icmp_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.sg_open_icmp as rule

test_fail_inline if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create_of("aws_security_group", {"ingress": [{"cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": [], "protocol": "icmp", "from_port": -1, "to_port": -1}]})
}

test_pass_echo if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create_of("aws_security_group", {"ingress": [{"cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": [], "protocol": "icmp", "from_port": 8, "to_port": 0}]})
}

test_pass_own_range if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create_of("aws_security_group", {"ingress": [{"cidr_blocks": ["10.0.0.0/8"], "ipv6_cidr_blocks": [], "protocol": "icmp", "from_port": -1, "to_port": -1}]})
}

test_unknown_range if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create_of("aws_security_group", {"ingress": [{"cidr_blocks": [turnpike.unknown("x")], "ipv6_cidr_blocks": [], "protocol": "icmp", "from_port": -1, "to_port": -1}]})
}
