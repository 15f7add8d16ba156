package turnpike.baseline.aws.codebuild_logs_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.codebuild_logs as rule

test_fail_off if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"logs_config": [{"cloudwatch_logs": [{"status": "DISABLED"}], "s3_logs": []}]})
}

test_pass_s3 if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"logs_config": [{"cloudwatch_logs": [{"status": "DISABLED"}], "s3_logs": [{"status": "ENABLED"}]}]})
}

test_pass_on if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"logs_config": [{"cloudwatch_logs": [{"status": "ENABLED"}]}]})
}

test_unknown_status if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"logs_config": [{"cloudwatch_logs": [{"status": turnpike.unknown("x")}], "s3_logs": []}]})
}
