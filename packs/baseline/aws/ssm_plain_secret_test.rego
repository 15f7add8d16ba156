package turnpike.baseline.aws.ssm_plain_secret_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.ssm_plain_secret as rule

test_fail_password if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"name": "/app/prod/db_password", "type": "String"})
}

test_pass_secure if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"name": "/app/prod/db_password", "type": "SecureString"})
}

test_pass_level if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"name": "/app/prod/log_level", "type": "String"})
}

test_pass_pointer if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"name": "/app/prod/db_password_secret_arn", "type": "String"})
}

test_unknown_name if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"name": turnpike.unknown("x"), "type": "String"})
}

test_pass_unknown_name_secure if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"name": turnpike.unknown("x"), "type": "SecureString"})
}
