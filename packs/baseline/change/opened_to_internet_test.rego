package turnpike.baseline.change.opened_to_internet_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.change.opened_to_internet as rule

test_fail_new_rule if {
	turnpike.verdict(rule.deny) == "fail" with input as object.union(testing.update({"ingress": []}, {"ingress": [{"cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": [], "protocol": "tcp", "from_port": 443, "to_port": 443}]}), {"type": "aws_security_group"})
}

test_fail_database if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.update({"publicly_accessible": false}, {"publicly_accessible": true})
}

test_fail_endpoint if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.update({"vpc_config": [{"endpoint_public_access": false, "public_access_cidrs": []}]}, {"vpc_config": [{"endpoint_public_access": true, "public_access_cidrs": ["0.0.0.0/0"]}]})
}

test_fail_bucket if {
	turnpike.verdict(rule.deny) == "fail" with input as object.union(testing.update({"block_public_policy": true}, {"block_public_policy": false}), {"type": "aws_s3_bucket_public_access_block"})
}

test_pass_was_open_before if {
	turnpike.verdict(rule.deny) == "pass" with input as object.union(testing.update({"ingress": [{"cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": [], "protocol": "tcp", "from_port": 80, "to_port": 443}]}, {"ingress": [{"cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": [], "protocol": "tcp", "from_port": 443, "to_port": 443}]}), {"type": "aws_security_group"})
}

test_pass_create_has_other_rules if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"publicly_accessible": true})
}

test_pass_closing if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.update({"publicly_accessible": true}, {"publicly_accessible": false})
}

test_pass_delete if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.delete({"publicly_accessible": false})
}

test_unknown_database if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.update({"publicly_accessible": false}, {"publicly_accessible": turnpike.unknown("x")})
}
