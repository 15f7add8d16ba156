package turnpike.baseline.azure.storage_container_public_test

import data.turnpike.baseline.azure.storage_container_public
import data.turnpike.baseline.lib.testing

test_fail if {
	turnpike.verdict(storage_container_public.deny) == "fail" with input as testing.create({"container_access_type": "blob"})
}

test_pass if {
	turnpike.verdict(storage_container_public.deny) == "pass" with input as testing.create({"container_access_type": "private"})
}

test_unknown if {
	turnpike.verdict(storage_container_public.deny) == "unknown" with input as testing.create({"container_access_type": turnpike.unknown("x")})
}
