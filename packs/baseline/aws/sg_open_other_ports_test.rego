package turnpike.baseline.aws.sg_open_other_ports_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.sg_open_other_ports as rule

test_fail_development_ports if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.with_params(testing.create_of("aws_security_group", {"ingress": [{"cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": [], "protocol": "tcp", "from_port": 8000, "to_port": 8005}]}), {"public_ports": [80, 443]})
}

test_pass_https if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.with_params(testing.create_of("aws_security_group", {"ingress": [{"cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": [], "protocol": "tcp", "from_port": 443, "to_port": 443}]}), {"public_ports": [80, 443]})
}

test_pass_icmp if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.with_params(testing.create_of("aws_security_group", {"ingress": [{"cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": [], "protocol": "icmp", "from_port": -1, "to_port": -1}]}), {"public_ports": [80, 443]})
}

test_pass_ssh_has_its_own_rule if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.with_params(testing.create_of("aws_security_group", {"ingress": [{"cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": [], "protocol": "tcp", "from_port": 22, "to_port": 22}]}), {"public_ports": [80, 443]})
}

test_pass_unknown_range_https if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.with_params(testing.create_of("aws_security_group", {"ingress": [{"cidr_blocks": [turnpike.unknown("x")], "ipv6_cidr_blocks": [], "protocol": "tcp", "from_port": 443, "to_port": 443}]}), {"public_ports": [80, 443]})
}

test_unknown_range if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.with_params(testing.create_of("aws_security_group", {"ingress": [{"cidr_blocks": [turnpike.unknown("x")], "ipv6_cidr_blocks": [], "protocol": "tcp", "from_port": 8080, "to_port": 8080}]}), {"public_ports": [80, 443]})
}
