package turnpike.baseline.aws.lambda_env_secret_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.lambda_env_secret as rule

test_fail_password if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"environment": [{"variables": {"DB_PASSWORD": "correct-horse"}}]})
}

test_pass_arn if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"environment": [{"variables": {"DB_PASSWORD": "arn:aws:secretsmanager:eu-west-1:111111111111:secret:db", "LOG_LEVEL": "info"}}]})
}

test_pass_none if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"environment": []})
}

test_pass_unknown_value_of_a_harmless_name if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"environment": [{"variables": {"TABLE_NAME": "a"}}]})
}

test_unknown_value if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"environment": [{"variables": {"DB_PASSWORD": turnpike.unknown("x")}}]})
}
