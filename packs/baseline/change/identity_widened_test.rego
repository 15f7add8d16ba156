package turnpike.baseline.change.identity_widened_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.change.identity_widened as rule

test_fail_wildcard if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.update({"policy": `{"Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}]}`}, {"policy": `{"Statement": [{"Effect": "Allow", "Action": ["s3:*"], "Resource": "*"}]}`})
}

test_fail_new_inline_policy if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.update({"inline_policy": []}, {"inline_policy": [{"name": "a", "policy": `{"Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}`}]})
}

test_fail_new_attachment if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.update({"managed_policy_arns": []}, {"managed_policy_arns": ["arn:aws:iam::aws:policy/AdministratorAccess"]}) with turnpike.estate.referrers as set()
}

test_fail_trust if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.update({"assume_role_policy": `{"Statement": []}`}, {"assume_role_policy": `{"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "sts:AssumeRole"}]}`})
}

test_pass_was_there if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.update({"policy": `{"Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}`}, {"policy": `{"Statement": [{"Effect": "Allow", "Action": ["s3:*"], "Resource": "*"}]}`})
}

test_pass_narrowed if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.update({"policy": `{"Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}`}, {"policy": `{"Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}]}`})
}

test_pass_create_has_other_rules if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"policy": `{"Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}`})
}

test_unknown_policy if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.update({"policy": `{"Statement": []}`}, {"policy": turnpike.unknown("x")})
}
