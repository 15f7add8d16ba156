package turnpike.baseline.aws.iam_admin_policy_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.iam_admin_policy as rule

test_fail_star if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"policy": `{"Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}`})
}

test_fail_all_but_iam if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"policy": `{"Statement": {"Effect": "Allow", "NotAction": ["iam:*"], "Resource": ["*"]}}`})
}

test_pass_judged_at_its_own_resource if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create_of("aws_iam_role", {"inline_policy": [{"name": "a", "separate": true, "policy": `{"Statement": [{"Effect": "Allow", "Action": ["*"], "Resource": "*"}]}`}]})
}

test_fail_inline if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create_of("aws_iam_role", {"inline_policy": [{"name": "a", "policy": `{"Statement": [{"Effect": "Allow", "Action": ["*"], "Resource": "*"}]}`}]})
}

test_pass_one_action if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"policy": `{"Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}]}`})
}

test_pass_deny_all if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"policy": `{"Statement": [{"Effect": "Deny", "Action": "*", "Resource": "*"}]}`})
}

test_unknown_policy if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"policy": turnpike.unknown("x")})
}
