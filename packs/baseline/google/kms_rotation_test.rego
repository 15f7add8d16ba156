package turnpike.baseline.google.kms_rotation_test

import data.turnpike.baseline.google.kms_rotation
import data.turnpike.baseline.lib.testing

test_fail if {
	turnpike.verdict(kms_rotation.deny) == "fail" with input as testing.create({"rotation_period": null, "purpose": "ENCRYPT_DECRYPT"})
}

test_fail_slow if {
	turnpike.verdict(kms_rotation.deny) == "fail" with input as testing.create({"rotation_period": "99999999s"})
}

test_pass if {
	turnpike.verdict(kms_rotation.deny) == "pass" with input as testing.create({"rotation_period": "7776000s"})
}

test_pass_signing if {
	turnpike.verdict(kms_rotation.deny) == "pass" with input as testing.create({"rotation_period": null, "purpose": "ASYMMETRIC_SIGN"})
}

test_unknown if {
	turnpike.verdict(kms_rotation.deny) == "unknown" with input as testing.create({"rotation_period": turnpike.unknown("x")})
}
