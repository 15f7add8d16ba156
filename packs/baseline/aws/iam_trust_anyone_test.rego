package turnpike.baseline.aws.iam_trust_anyone_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.iam_trust_anyone as rule

test_fail_anyone if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"assume_role_policy": `{"Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}]}`})
}

test_pass_service if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"assume_role_policy": `{"Statement": [{"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}]}`})
}

test_pass_organisation if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"assume_role_policy": `{"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "sts:AssumeRole", "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-1"}}}]}`})
}

test_unknown_policy if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"assume_role_policy": turnpike.unknown("x")})
}
