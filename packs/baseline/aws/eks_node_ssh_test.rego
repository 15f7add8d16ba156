package turnpike.baseline.aws.eks_node_ssh_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.eks_node_ssh as rule

test_fail_no_source if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"remote_access": [{"ec2_ssh_key": "dev", "source_security_group_ids": null}]})
}

test_pass_source if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"remote_access": [{"ec2_ssh_key": "dev", "source_security_group_ids": ["sg-1"]}]})
}

test_pass_none if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"remote_access": []})
}

test_unknown_source if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"remote_access": [{"ec2_ssh_key": "dev", "source_security_group_ids": turnpike.unknown("x")}]})
}
