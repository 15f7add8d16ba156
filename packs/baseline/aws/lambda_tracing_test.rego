package turnpike.baseline.aws.lambda_tracing_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.lambda_tracing as rule

test_fail_none if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"tracing_config": []})
}

test_fail_pass_through if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"tracing_config": [{"mode": "PassThrough"}]})
}

test_pass_active if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"tracing_config": [{"mode": "Active"}]})
}

test_unknown_mode if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"tracing_config": [{"mode": turnpike.unknown("x")}]})
}
