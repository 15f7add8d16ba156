package turnpike.baseline.aws.elb_plain_http_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.elb_plain_http as rule

test_fail_http if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"listener": [{"lb_protocol": "http", "lb_port": 80}]})
}

test_pass_https if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"listener": [{"lb_protocol": "HTTPS", "lb_port": 443}]})
}

test_unknown_value if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"listener": [{"lb_protocol": turnpike.unknown("x"), "lb_port": 80}]})
}
