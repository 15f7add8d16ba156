package turnpike.baseline.aws.resource_policy_public_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.resource_policy_public as rule

test_fail_secret if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"policy": `{"Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "secretsmanager:GetSecretValue", "Resource": "*"}]}`})
}

test_pass_key_of_the_account if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"policy": `{"Statement": [{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111111111111:root"}, "Action": "kms:*", "Resource": "*"}]}`})
}

test_pass_queue_of_a_topic if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"policy": `{"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "sqs:SendMessage", "Resource": "*", "Condition": {"ArnEquals": {"aws:SourceArn": "arn:aws:sns:eu-west-1:111111111111:a"}}}]}`})
}

test_pass_none if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"policy": ""})
}

test_unknown_policy if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"policy": turnpike.unknown("x")})
}
