package turnpike.baseline.aws.transfer_public_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.transfer_public as rule

test_fail_ftp if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"protocols": ["FTP"], "endpoint_type": "VPC"})
}

test_fail_public if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"protocols": ["SFTP"], "endpoint_type": "PUBLIC"})
}

test_pass_private if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"protocols": ["SFTP"], "endpoint_type": "VPC"})
}

test_unknown_value if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"protocols": ["SFTP"], "endpoint_type": turnpike.unknown("x")})
}
