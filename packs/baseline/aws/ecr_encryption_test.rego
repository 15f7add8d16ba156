package turnpike.baseline.aws.ecr_encryption_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.ecr_encryption as rule

test_fail_none if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"encryption_configuration": []})
}

test_fail_aes if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"encryption_configuration": [{"encryption_type": "AES256"}]})
}

test_pass_kms if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"encryption_configuration": [{"encryption_type": "KMS"}]})
}

test_unknown_value if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"encryption_configuration": [{"encryption_type": turnpike.unknown("x")}]})
}
