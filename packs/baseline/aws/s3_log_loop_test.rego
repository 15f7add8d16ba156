package turnpike.baseline.aws.s3_log_loop_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.s3_log_loop as rule

test_fail_itself if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"bucket": "a", "logging": [{"target_bucket": "a"}]})
}

test_pass_other if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"bucket": "a", "logging": [{"target_bucket": "logs"}]})
}

test_pass_none if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"bucket": "a", "logging": []})
}

test_unknown_name if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"bucket": turnpike.unknown("x"), "logging": [{"target_bucket": "a"}]})
}
