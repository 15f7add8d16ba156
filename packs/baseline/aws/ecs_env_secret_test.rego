package turnpike.baseline.aws.ecs_env_secret_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.ecs_env_secret as rule

test_fail_password if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"container_definitions": `[{"name": "web", "environment": [{"name": "DB_PASSWORD", "value": "correct-horse"}]}]`})
}

test_pass_secrets if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"container_definitions": `[{"name": "web", "environment": [{"name": "SERVICE", "value": "web"}], "secrets": [{"name": "DB_PASSWORD", "valueFrom": "arn:aws:ssm:eu-west-1:111111111111:parameter/db"}]}]`})
}

test_pass_no_environment if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"container_definitions": `[{"name": "web"}]`})
}

test_unknown_definitions if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"container_definitions": turnpike.unknown("x")})
}
