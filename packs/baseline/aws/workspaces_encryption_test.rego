package turnpike.baseline.aws.workspaces_encryption_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.workspaces_encryption as rule

test_fail_unset if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"root_volume_encryption_enabled": null, "user_volume_encryption_enabled": null})
}

test_pass_on if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"root_volume_encryption_enabled": true, "user_volume_encryption_enabled": true})
}

test_unknown_value if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"root_volume_encryption_enabled": turnpike.unknown("x"), "user_volume_encryption_enabled": true})
}
