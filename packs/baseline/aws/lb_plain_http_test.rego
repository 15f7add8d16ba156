package turnpike.baseline.aws.lb_plain_http_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.lb_plain_http as rule

test_fail_forwards if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"protocol": "HTTP", "port": 80, "default_action": [{"type": "forward", "redirect": []}]}) with turnpike.estate.refs as {{"type": "aws_lb", "attributes": {"internal": false}}}
}

test_pass_redirects if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"protocol": "HTTP", "port": 80, "default_action": [{"type": "redirect", "redirect": [{"protocol": "HTTPS"}]}]}) with turnpike.estate.refs as set()
}

test_pass_internal_balancer if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"protocol": "HTTP", "port": 80, "default_action": [{"type": "forward", "redirect": []}]}) with turnpike.estate.refs as {{"type": "aws_lb", "attributes": {"internal": true}}}
}

test_pass_https if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"protocol": "HTTPS", "port": 443, "default_action": [{"type": "forward"}]}) with turnpike.estate.refs as set()
}

test_unknown_internal if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"protocol": "HTTP", "port": 80, "default_action": [{"type": "forward", "redirect": []}]}) with turnpike.estate.refs as {{"type": "aws_lb", "attributes": {"internal": turnpike.unknown("x")}}}
}
