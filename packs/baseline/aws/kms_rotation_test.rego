package turnpike.baseline.aws.kms_rotation_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.kms_rotation as rule

test_fail_off if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"customer_master_key_spec": "SYMMETRIC_DEFAULT", "key_usage": "ENCRYPT_DECRYPT", "enable_key_rotation": false})
}

test_fail_left_out if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"customer_master_key_spec": "SYMMETRIC_DEFAULT", "key_usage": "ENCRYPT_DECRYPT", "enable_key_rotation": null})
}

test_pass_on if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"customer_master_key_spec": "SYMMETRIC_DEFAULT", "key_usage": "ENCRYPT_DECRYPT", "enable_key_rotation": true})
}

test_pass_signing_key if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"customer_master_key_spec": "ECC_NIST_P256", "key_usage": "SIGN_VERIFY", "enable_key_rotation": false})
}

test_unknown_value if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"customer_master_key_spec": "SYMMETRIC_DEFAULT", "key_usage": "ENCRYPT_DECRYPT", "enable_key_rotation": turnpike.unknown("x")})
}
