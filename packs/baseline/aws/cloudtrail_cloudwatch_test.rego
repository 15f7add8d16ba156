package turnpike.baseline.aws.cloudtrail_cloudwatch_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.cloudtrail_cloudwatch as rule

test_fail_unset if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"cloud_watch_logs_group_arn": null})
}

test_fail_empty if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"cloud_watch_logs_group_arn": ""})
}

test_pass_set if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"cloud_watch_logs_group_arn": "arn:aws:logs:eu-west-1:111111111111:log-group:trail:*"})
}

test_unknown_value if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"cloud_watch_logs_group_arn": turnpike.unknown("x")})
}
