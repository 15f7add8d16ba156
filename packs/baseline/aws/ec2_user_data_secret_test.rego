package turnpike.baseline.aws.ec2_user_data_secret_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.ec2_user_data_secret as rule

test_fail_access_key if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"user_data": "export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE"})
}

test_fail_encoded if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"user_data": base64.encode("key=AKIAIOSFODNN7EXAMPLE")})
}

test_pass_script if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"user_data": "#!/bin/sh\necho hello"})
}

test_pass_hash if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"user_data": "b44b75f86b8902a11408666c3fcb469fd7dabcb5"})
}

test_pass_none if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"user_data": null})
}

test_unknown_text if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"user_data": turnpike.unknown("x")})
}
