package turnpike.baseline.aws.sg_open_admin_ports_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.sg_open_admin_ports as rule

test_fail_ssh if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create_of("aws_security_group", {"ingress": [{"cidr_blocks": ["10.0.0.0/8", "0.0.0.0/0"], "ipv6_cidr_blocks": [], "protocol": "tcp", "from_port": 22, "to_port": 22}]})
}

test_fail_range_with_rdp if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create_of("aws_security_group_rule", {"type": "ingress", "ipv6_cidr_blocks": ["::/0"], "protocol": "tcp", "from_port": 3000, "to_port": 4000})
}

test_fail_separate_rule if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create_of("aws_vpc_security_group_ingress_rule", {"cidr_ipv4": "0.0.0.0/0", "cidr_ipv6": null, "ip_protocol": "tcp", "from_port": 22, "to_port": 22}) with turnpike.estate.refs as set()
}

test_pass_judged_by_its_own_resource if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create_of("aws_security_group", {"ingress": [{"cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": [], "protocol": "tcp", "from_port": 22, "to_port": 22, "separate": true}]})
}

test_fail_prefix_list if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create_of("aws_vpc_security_group_ingress_rule", {"cidr_ipv4": null, "cidr_ipv6": null, "prefix_list_id": turnpike.unknown("x"), "ip_protocol": "tcp", "from_port": 22, "to_port": 22}) with turnpike.estate.refs as {{"type": "aws_ec2_managed_prefix_list", "attributes": {"entry": [{"cidr": "0.0.0.0/0"}]}}}
}

test_pass_office if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create_of("aws_security_group", {"ingress": [{"cidr_blocks": ["203.0.113.0/26"], "ipv6_cidr_blocks": [], "protocol": "tcp", "from_port": 22, "to_port": 22}]})
}

test_pass_icmp if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create_of("aws_security_group", {"ingress": [{"cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": [], "protocol": "icmp", "from_port": -1, "to_port": -1}]})
}

test_pass_from_another_group if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create_of("aws_vpc_security_group_ingress_rule", {"cidr_ipv4": null, "cidr_ipv6": null, "referenced_security_group_id": turnpike.unknown("x"), "ip_protocol": "tcp", "from_port": 22, "to_port": 22}) with turnpike.estate.refs as set()
}

test_unknown_ranges if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create_of("aws_security_group", {"ingress": [{"cidr_blocks": turnpike.unknown("x"), "ipv6_cidr_blocks": [], "protocol": "tcp", "from_port": 22, "to_port": 22}]})
}

test_unknown_ports if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create_of("aws_security_group", {"ingress": [{"cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": [], "protocol": "tcp", "from_port": turnpike.unknown("x"), "to_port": turnpike.unknown("x")}]})
}
