package turnpike.baseline.aws.lb_tls_policy_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.lb_tls_policy as rule

test_fail_outdated if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"protocol": "HTTPS", "ssl_policy": "ELBSecurityPolicy-2016-08"})
}

test_fail_tls_1_1 if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"protocol": "TLS", "ssl_policy": "ELBSecurityPolicy-TLS13-1-1-2021-06"})
}

test_pass_modern if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"protocol": "HTTPS", "ssl_policy": "ELBSecurityPolicy-TLS13-1-2-2021-06"})
}

test_pass_plain_http_has_its_own_rule if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"protocol": "HTTP", "ssl_policy": turnpike.unknown("x")})
}

test_unknown_policy if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"protocol": "HTTPS", "ssl_policy": turnpike.unknown("x")})
}
