package turnpike.baseline.aws.sg_default_open_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.sg_default_open as rule

test_fail_ingress if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"ingress": [{"protocol": "-1", "self": true}], "egress": []})
}

test_fail_egress if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"ingress": [], "egress": [{"protocol": "-1", "cidr_blocks": ["0.0.0.0/0"]}]})
}

test_pass_empty if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"ingress": [], "egress": []})
}

test_unknown_rules if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"ingress": turnpike.unknown("x"), "egress": []})
}
