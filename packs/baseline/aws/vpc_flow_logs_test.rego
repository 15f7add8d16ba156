package turnpike.baseline.aws.vpc_flow_logs_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.vpc_flow_logs as rule

test_fail_none if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"cidr_block": "10.0.0.0/16", "tags_all": {}}) with turnpike.estate.referrers as set()
}

test_pass_logged if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"cidr_block": "10.0.0.0/16", "tags_all": {}}) with turnpike.estate.referrers as {{"type": "aws_flow_log", "address": "aws_flow_log.a"}}
}

test_pass_delete if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.delete({"cidr_block": "10.0.0.0/16"}) with turnpike.estate.referrers as set()
}

test_unknown_referrers if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"cidr_block": "10.0.0.0/16", "tags_all": {}}) with turnpike.estate.referrers as turnpike.unknown("x")
}
