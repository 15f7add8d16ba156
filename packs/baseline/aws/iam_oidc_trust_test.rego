package turnpike.baseline.aws.iam_oidc_trust_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.iam_oidc_trust as rule

test_fail_audience_only if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"assume_role_policy": {"Statement": [{"Effect": "Allow", "Principal": {"Federated": "arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com"}, "Action": "sts:AssumeRoleWithWebIdentity", "Condition": {"StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com"}}}]}}) with turnpike.estate.refs as set()
}

test_pass_repository if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"assume_role_policy": {"Statement": [{"Effect": "Allow", "Principal": {"Federated": "arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com"}, "Action": "sts:AssumeRoleWithWebIdentity", "Condition": {"StringLike": {"token.actions.githubusercontent.com:sub": "repo:example/app:*"}}}]}})
}

test_pass_service if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"assume_role_policy": `{"Statement": [{"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}]}`})
}

test_unknown_subject if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"assume_role_policy": {"Statement": [{"Effect": "Allow", "Principal": {"Federated": "arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com"}, "Condition": {"StringLike": {"token.actions.githubusercontent.com:sub": turnpike.unknown("x")}}}]}}) with turnpike.estate.refs as set()
}
