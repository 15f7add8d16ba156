package turnpike.baseline.aws.apigateway_tls_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.apigateway_tls as rule

test_fail_old if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"security_policy": "TLS_1_0"})
}

test_pass_modern if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"security_policy": "TLS_1_2"})
}

test_unknown_policy if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"security_policy": turnpike.unknown("x")})
}
