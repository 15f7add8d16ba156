package turnpike.baseline.aws.s3_versioning_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.s3_versioning as rule

test_fail_default if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"versioning": [{"enabled": false}], "tags_all": {}}) with turnpike.estate.referrers as set()
}

test_pass_enabled if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"versioning": [{"enabled": true}], "tags_all": {}}) with turnpike.estate.referrers as set()
}

test_pass_review_environment if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"versioning": [{"enabled": false}], "tags_all": {"environment": "review-1"}}) with turnpike.estate.referrers as set()
}

test_pass_log_target if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"versioning": [{"enabled": false}], "tags_all": {}}) with turnpike.estate.referrers as {{"address": "aws_s3_bucket_logging.a"}} with turnpike.estate.refs as {{"address": "t.a"}}
}

test_pass_delete if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.delete({"versioning": [{"enabled": false}]}) with turnpike.estate.referrers as set()
}

test_unknown_versioning if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"versioning": turnpike.unknown("x"), "tags_all": {}}) with turnpike.estate.referrers as set()
}
