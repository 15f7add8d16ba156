package turnpike.baseline.google.storage_uniform_access_test

import data.turnpike.baseline.google.storage_uniform_access
import data.turnpike.baseline.lib.testing

test_fail if {
	turnpike.verdict(storage_uniform_access.deny) == "fail" with input as testing.create({"uniform_bucket_level_access": false})
}

test_pass if {
	turnpike.verdict(storage_uniform_access.deny) == "pass" with input as testing.create({"uniform_bucket_level_access": true})
}

test_unknown if {
	turnpike.verdict(storage_uniform_access.deny) == "unknown" with input as testing.create({"uniform_bucket_level_access": turnpike.unknown("x")})
}
