package turnpike.baseline.aws.s3_cors_anyone_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.s3_cors_anyone as rule

test_fail_any if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"cors_rule": [{"allowed_origins": ["*"], "allowed_methods": ["PUT"]}]})
}

test_pass_read if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"cors_rule": [{"allowed_origins": ["*"], "allowed_methods": ["GET"]}]})
}

test_pass_named if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"cors_rule": [{"allowed_origins": ["https://example.com"], "allowed_methods": ["PUT"]}]})
}

test_unknown_value if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"cors_rule": [{"allowed_origins": [turnpike.unknown("x")], "allowed_methods": ["PUT"]}]})
}
