package turnpike.baseline.azure.key_vault_purge_protection_test

import data.turnpike.baseline.azure.key_vault_purge_protection
import data.turnpike.baseline.lib.testing

test_fail if {
	turnpike.verdict(key_vault_purge_protection.deny) == "fail" with input as testing.create({"purge_protection_enabled": false})
}

test_pass if {
	turnpike.verdict(key_vault_purge_protection.deny) == "pass" with input as testing.create({"purge_protection_enabled": true})
}

test_unknown if {
	turnpike.verdict(key_vault_purge_protection.deny) == "unknown" with input as testing.create({"purge_protection_enabled": turnpike.unknown("x")})
}
