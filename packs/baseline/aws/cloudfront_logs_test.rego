package turnpike.baseline.aws.cloudfront_logs_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.cloudfront_logs as rule

test_fail_none if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"logging_config": []}) with turnpike.estate.referrers as set()
}

test_pass_logged if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"logging_config": [{"bucket": turnpike.unknown("x")}]}) with turnpike.estate.referrers as set()
}

test_pass_delivered if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"logging_config": []}) with turnpike.estate.referrers as {{"type": "aws_cloudwatch_log_delivery_source"}}
}

test_pass_delete if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.delete({"logging_config": []}) with turnpike.estate.referrers as set()
}

test_unknown_config if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"logging_config": turnpike.unknown("x")}) with turnpike.estate.referrers as set()
}
