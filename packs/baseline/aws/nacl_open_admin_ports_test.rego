package turnpike.baseline.aws.nacl_open_admin_ports_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.nacl_open_admin_ports as rule

test_fail_everything if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"ingress": [{"action": "allow", "cidr_block": "0.0.0.0/0", "ipv6_cidr_block": "", "protocol": "-1", "rule_no": 1, "from_port": 0, "to_port": 0}]})
}

test_fail_separate_rule if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create_of("aws_network_acl_rule", {"egress": false, "rule_action": "allow", "cidr_block": "0.0.0.0/0", "ipv6_cidr_block": null, "protocol": "tcp", "from_port": 22, "to_port": 22}) with turnpike.estate.refs as set()
}

test_pass_https if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"ingress": [{"action": "allow", "cidr_block": "0.0.0.0/0", "ipv6_cidr_block": "", "protocol": "tcp", "rule_no": 1, "from_port": 443, "to_port": 443}]})
}

test_pass_deny if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"ingress": [{"action": "deny", "cidr_block": "0.0.0.0/0", "ipv6_cidr_block": "", "protocol": "-1", "rule_no": 1, "from_port": 0, "to_port": 0}]})
}

test_unknown_range if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"ingress": [{"action": "allow", "cidr_block": turnpike.unknown("x"), "ipv6_cidr_block": "", "protocol": "-1", "rule_no": 1, "from_port": 0, "to_port": 0}]})
}
