package turnpike.baseline.aws.lb_invalid_headers_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.lb_invalid_headers as rule

test_fail_off if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"load_balancer_type": "application", "drop_invalid_header_fields": false})
}

test_pass_on if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"load_balancer_type": "application", "drop_invalid_header_fields": true})
}

test_pass_network if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"load_balancer_type": "network", "drop_invalid_header_fields": false})
}

test_unknown_value if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"load_balancer_type": "application", "drop_invalid_header_fields": turnpike.unknown("x")})
}
