package turnpike.baseline.aws.ec2_imds_account_default_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.ec2_imds_account_default as rule

test_fail_optional if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"http_tokens": "optional"})
}

test_pass_required if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"http_tokens": "required"})
}

test_unknown_value if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"http_tokens": turnpike.unknown("x")})
}
