package turnpike.baseline.google.public_member_test

import data.turnpike.baseline.google.public_member
import data.turnpike.baseline.lib.testing

test_fail_member if {
	turnpike.verdict(public_member.deny) == "fail" with input as testing.create({"member": "allUsers", "role": "roles/storage.objectViewer"})
}

test_fail_binding if {
	turnpike.verdict(public_member.deny) == "fail" with input as testing.create({"members": ["user:a@example.com", "allAuthenticatedUsers"], "role": "r"})
}

test_pass if {
	turnpike.verdict(public_member.deny) == "pass" with input as testing.create({"member": "group:a@example.com", "role": "r"})
}

test_unknown if {
	turnpike.verdict(public_member.deny) == "unknown" with input as testing.create({"member": turnpike.unknown("x"), "role": "r"})
}
