package turnpike.baseline.aws.iam_escalation_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.iam_escalation as rule

test_fail_pass_role if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"policy": `{"Statement": [{"Effect": "Allow", "Action": ["ecs:RunTask", "iam:PassRole"], "Resource": "*"}]}`})
}

test_pass_bound if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"policy": `{"Statement": [{"Effect": "Allow", "Action": "iam:PassRole", "Resource": "*", "Condition": {"StringEquals": {"iam:PassedToService": "ecs-tasks.amazonaws.com"}}}]}`})
}

test_pass_one_role if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"policy": `{"Statement": [{"Effect": "Allow", "Action": "iam:PassRole", "Resource": "arn:aws:iam::111111111111:role/task"}]}`})
}

test_unknown_action if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"policy": {"Statement": [{"Effect": "Allow", "Action": turnpike.unknown("x"), "Resource": "*"}]}})
}
