package turnpike.baseline.aws.iam_trust_account_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.iam_trust_account as rule

test_fail_account_number if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"assume_role_policy": `{"Statement": [{"Effect": "Allow", "Principal": {"AWS": "222222222222"}, "Action": "sts:AssumeRole"}]}`})
}

test_fail_root if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"assume_role_policy": `{"Statement": [{"Effect": "Allow", "Principal": {"AWS": ["arn:aws:iam::222222222222:root"]}, "Action": "sts:AssumeRole"}]}`})
}

test_pass_with_mfa if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"assume_role_policy": `{"Statement": [{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::222222222222:root"}, "Action": "sts:AssumeRole", "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}}}]}`})
}

test_pass_role if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"assume_role_policy": `{"Statement": [{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::222222222222:role/deploy"}, "Action": "sts:AssumeRole"}]}`})
}

test_unknown_principal if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"assume_role_policy": {"Statement": [{"Effect": "Allow", "Principal": {"AWS": turnpike.unknown("x")}, "Action": "sts:AssumeRole"}]}})
}
