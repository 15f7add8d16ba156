package turnpike.baseline.azure.vm_password_test

import data.turnpike.baseline.azure.vm_password
import data.turnpike.baseline.lib.testing

test_fail if {
	turnpike.verdict(vm_password.deny) == "fail" with input as testing.create({"disable_password_authentication": false})
}

test_pass if {
	turnpike.verdict(vm_password.deny) == "pass" with input as testing.create({"disable_password_authentication": true})
}

test_unknown if {
	turnpike.verdict(vm_password.deny) == "unknown" with input as testing.create({"disable_password_authentication": turnpike.unknown("x")})
}
