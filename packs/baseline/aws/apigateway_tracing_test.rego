package turnpike.baseline.aws.apigateway_tracing_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.apigateway_tracing as rule

test_fail_unset if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"xray_tracing_enabled": null})
}

test_pass_on if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"xray_tracing_enabled": true})
}

test_unknown_value if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"xray_tracing_enabled": turnpike.unknown("x")})
}
