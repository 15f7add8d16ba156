package turnpike.baseline.kubernetes.secret_in_env_test

import data.turnpike.baseline.kubernetes.secret_in_env
import data.turnpike.baseline.lib.kubernetes_testing

test_fail if {
	turnpike.verdict(secret_in_env.deny) == "fail" with input as kubernetes_testing.single({"env": [{"name": "DB_PASSWORD", "value": "hunter2"}]})
}

test_pass_reference if {
	made := kubernetes_testing.single({"env": [{"name": "DB_PASSWORD", "valueFrom": {"secretKeyRef": {"name": "db", "key": "password"}}}]})
	turnpike.verdict(secret_in_env.deny) == "pass" with input as made
}

test_pass_name_that_only_points if {
	turnpike.verdict(secret_in_env.deny) == "pass" with input as kubernetes_testing.single({"env": [{"name": "DB_PASSWORD_FILE", "value": "/run/secrets/db"}]})
}

test_unknown if {
	made := kubernetes_testing.single({"env": [{"name": "API_KEY", "value": turnpike.unknown("value")}]})
	turnpike.verdict(secret_in_env.deny) == "unknown" with input as made
}
