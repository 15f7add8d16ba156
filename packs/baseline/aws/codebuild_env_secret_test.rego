package turnpike.baseline.aws.codebuild_env_secret_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.codebuild_env_secret as rule

test_fail_password if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"environment": [{"environment_variable": [{"name": "DB_PASSWORD", "type": "PLAINTEXT", "value": "example"}]}]})
}

test_pass_parameter if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"environment": [{"environment_variable": [{"name": "TOKEN", "type": "PARAMETER_STORE", "value": "/ci/token"}]}]})
}

test_pass_harmless if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"environment": [{"environment_variable": [{"name": "STAGE", "type": "PLAINTEXT", "value": "ci"}]}]})
}

test_unknown_value if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"environment": [{"environment_variable": [{"name": "DB_PASSWORD", "type": "PLAINTEXT", "value": turnpike.unknown("x")}]}]})
}
