package turnpike.baseline.azure.role_owner_test

import data.turnpike.baseline.azure.role_owner
import data.turnpike.baseline.lib.testing

test_fail if {
	turnpike.verdict(role_owner.deny) == "fail" with input as testing.create({"role_definition_name": "Owner", "scope": "/subscriptions/0"})
}

test_pass_resource_group if {
	turnpike.verdict(role_owner.deny) == "pass" with input as testing.create({"role_definition_name": "Owner", "scope": "/subscriptions/0/resourceGroups/a"})
}

test_pass_reader if {
	turnpike.verdict(role_owner.deny) == "pass" with input as testing.create({"role_definition_name": "Reader", "scope": "/subscriptions/0"})
}

test_unknown if {
	turnpike.verdict(role_owner.deny) == "unknown" with input as testing.create({"role_definition_name": "Owner", "scope": turnpike.unknown("x")})
}
