package turnpike.baseline.google.basic_roles_test

import data.turnpike.baseline.google.basic_roles
import data.turnpike.baseline.lib.testing

test_fail if {
	turnpike.verdict(basic_roles.deny) == "fail" with input as testing.create({"role": "roles/editor", "member": "user:a@example.com"})
}

test_pass if {
	turnpike.verdict(basic_roles.deny) == "pass" with input as testing.create({"role": "roles/run.viewer", "member": "user:a@example.com"})
}

test_unknown if {
	turnpike.verdict(basic_roles.deny) == "unknown" with input as testing.create({"role": turnpike.unknown("x")})
}
