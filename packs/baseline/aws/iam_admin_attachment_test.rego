package turnpike.baseline.aws.iam_admin_attachment_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.iam_admin_attachment as rule

test_fail_role if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create_of("aws_iam_role", {"name": "ci", "managed_policy_arns": ["arn:aws:iam::aws:policy/AdministratorAccess"]})
}

test_fail_attachment_to_a_role_elsewhere if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create_of("aws_iam_role_policy_attachment", {"policy_arn": "arn:aws:iam::aws:policy/AdministratorAccess", "role": "node"}) with turnpike.estate.refs as set()
}

test_pass_judged_with_the_role if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create_of("aws_iam_role_policy_attachment", {"policy_arn": "arn:aws:iam::aws:policy/AdministratorAccess", "role": "node"}) with turnpike.estate.refs as {{"address": "aws_iam_role.node", "type": "aws_iam_role", "mode": "managed"}}
}

test_pass_read_only if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create_of("aws_iam_role", {"managed_policy_arns": ["arn:aws:iam::aws:policy/ReadOnlyAccess"]})
}

test_unknown_arn if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create_of("aws_iam_role", {"managed_policy_arns": [turnpike.unknown("x")]})
}
