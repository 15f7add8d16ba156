package turnpike.baseline.aws.iam_wide_actions_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.iam_wide_actions as rule

test_fail_all_of_s3 if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.with_params(testing.create({"policy": `{"Statement": [{"Effect": "Allow", "Action": ["s3:*"], "Resource": "*"}]}`}), {"services": ["s3"]})
}

test_fail_pass_role if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.with_params(testing.create({"policy": `{"Statement": [{"Effect": "Allow", "Action": ["ecs:RunTask", "iam:PassRole"], "Resource": "*"}]}`}), {"services": ["s3"]})
}

test_pass_pass_role_bound if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.with_params(testing.create({"policy": `{"Statement": [{"Effect": "Allow", "Action": "iam:PassRole", "Resource": "*", "Condition": {"StringEquals": {"iam:PassedToService": "ecs-tasks.amazonaws.com"}}}]}`}), {"services": ["s3"]})
}

test_fail_role if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.with_params(testing.create({"inline_policy": [{"name": "a", "policy": `{"Statement": [{"Effect": "Allow", "Action": "SQS:*", "Resource": "*"}]}`}]}), {"services": ["s3", "sqs"]})
}

test_pass_one_bucket if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.with_params(testing.create({"policy": `{"Statement": [{"Effect": "Allow", "Action": ["s3:*"], "Resource": "arn:aws:s3:::a/*"}]}`}), {"services": ["s3"]})
}

test_pass_other_service if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.with_params(testing.create({"policy": `{"Statement": [{"Effect": "Allow", "Action": ["logs:*"], "Resource": "*"}]}`}), {"services": ["s3"]})
}

test_pass_conditional if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.with_params(testing.create({"policy": `{"Statement": [{"Effect": "Allow", "Action": ["s3:*"], "Resource": "*", "Condition": {"StringEquals": {"aws:ResourceAccount": "111111111111"}}}]}`}), {"services": ["s3"]})
}

test_unknown_policy if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.with_params(testing.create({"policy": turnpike.unknown("x")}), {"services": ["s3", "sqs"]})
}
