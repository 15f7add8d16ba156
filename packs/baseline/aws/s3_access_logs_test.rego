package turnpike.baseline.aws.s3_access_logs_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.s3_access_logs as rule

test_fail_none if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"logging": []})
}

test_pass_logged if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"logging": [{"target_bucket": "logs", "target_prefix": "a"}]})
}

test_unknown_logging if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"logging": turnpike.unknown("x")})
}
