package turnpike.baseline.aws.s3_log_loop_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.s3_log_loop as rule

test_fail_itself if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"bucket": "a"}) with turnpike.estate.referrers as {{"address": "aws_s3_bucket_logging.a"}} with turnpike.estate.refs as {{"address": "t.a"}}
}

test_pass_other if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"bucket": "a"}) with turnpike.estate.referrers as {{"address": "aws_s3_bucket_logging.a"}} with turnpike.estate.refs as {{"address": "t.b"}}
}

test_pass_none if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"bucket": "a"}) with turnpike.estate.referrers as set()
}

test_unknown_target if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"bucket": "a"}) with turnpike.estate.referrers as {{"address": "aws_s3_bucket_logging.a"}} with turnpike.estate.refs as {{"address": turnpike.unknown("x")}}
}
