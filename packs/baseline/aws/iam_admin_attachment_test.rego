package turnpike.baseline.aws.iam_admin_attachment_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.iam_admin_attachment as rule

test_fail_attachment if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create_of("aws_iam_role_policy_attachment", {"policy_arn": "arn:aws:iam::aws:policy/AdministratorAccess", "role": "node"}) with turnpike.estate.refs as set()
}

test_fail_by_hand if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create_of("aws_iam_role", {"name": "ci", "managed_policy_arns": ["arn:aws:iam::aws:policy/AdministratorAccess"]}) with turnpike.estate.referrers as set() with turnpike.estate.refs as set()
}

test_pass_judged_at_the_attachment if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create_of("aws_iam_role", {"name": "ci", "managed_policy_arns": ["arn:aws:iam::aws:policy/AdministratorAccess"]}) with turnpike.estate.referrers as {{"attributes": {"policy_arn": "arn:aws:iam::aws:policy/AdministratorAccess"}}}
}

test_pass_read_only if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create_of("aws_iam_role_policy_attachment", {"policy_arn": "arn:aws:iam::aws:policy/ReadOnlyAccess", "role": "node"})
}

test_pass_policy_of_this_change if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create_of("aws_iam_role_policy_attachment", {"policy_arn": turnpike.unknown("x"), "role": "node"}) with turnpike.estate.refs as {{"type": "aws_iam_policy", "mode": "managed"}}
}

test_unknown_arn if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create_of("aws_iam_role_policy_attachment", {"policy_arn": turnpike.unknown("x"), "role": "node"}) with turnpike.estate.refs as set()
}
