package turnpike.baseline.aws.lb_access_logs_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.lb_access_logs as rule

test_fail_none if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"access_logs": [], "load_balancer_type": "application", "tags_all": {}})
}

test_fail_disabled if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"access_logs": [{"bucket": "logs", "enabled": false}], "load_balancer_type": "application", "tags_all": {}})
}

test_pass_enabled if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"access_logs": [{"bucket": "logs", "enabled": true}], "load_balancer_type": "application", "tags_all": {}})
}

test_pass_gateway if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"access_logs": [], "load_balancer_type": "gateway", "tags_all": {}})
}

test_pass_delete if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.delete({"access_logs": []})
}

test_unknown_switch if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"access_logs": [{"bucket": "logs", "enabled": turnpike.unknown("x")}], "load_balancer_type": "application", "tags_all": {}})
}
