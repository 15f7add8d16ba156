package turnpike.baseline.aws.sg_open_data_ports_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.sg_open_data_ports as rule

test_fail_postgres if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create_of("aws_security_group", {"ingress": [{"cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": [], "protocol": "tcp", "from_port": 5432, "to_port": 5432}]})
}

test_fail_range if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create_of("aws_security_group_rule", {"type": "ingress", "ipv6_cidr_blocks": ["::/0"], "protocol": "tcp", "from_port": 6379, "to_port": 11211})
}

test_pass_https if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create_of("aws_security_group", {"ingress": [{"cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": [], "protocol": "tcp", "from_port": 443, "to_port": 443}]})
}

test_pass_inside if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create_of("aws_security_group", {"ingress": [{"cidr_blocks": ["10.0.0.0/16"], "ipv6_cidr_blocks": [], "protocol": "tcp", "from_port": 5432, "to_port": 5432}]})
}

test_unknown_range if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create_of("aws_security_group", {"ingress": [{"cidr_blocks": [turnpike.unknown("x")], "ipv6_cidr_blocks": [], "protocol": "tcp", "from_port": 5432, "to_port": 5432}]})
}
