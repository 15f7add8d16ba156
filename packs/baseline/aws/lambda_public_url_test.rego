package turnpike.baseline.aws.lambda_public_url_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.lambda_public_url as rule

test_fail_none if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"authorization_type": "NONE"})
}

test_pass_iam if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"authorization_type": "AWS_IAM"})
}

test_unknown_value if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"authorization_type": turnpike.unknown("x")})
}
