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

test_fail_assigned_password if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"user_data": "#!/bin/bash\nexport DB_PASSWORD='correct-horse'\n"})
}

test_fail_yaml_password if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"user_data": "#cloud-config\nenv:\n  db_password: hunter2hunter2\n"})
}

test_pass_fetched_password if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"user_data": "DB_PASSWORD=$(aws ssm get-parameter --name db)\nTOKEN=\"$TOKEN\"\nSECRET_ARN=arn:aws:secretsmanager:eu-west-1:1:secret:a\n"})
}
