package turnpike.baseline.azure.storage_public_access_test

import data.turnpike.baseline.azure.storage_public_access
import data.turnpike.baseline.lib.testing

test_fail if {
	turnpike.verdict(storage_public_access.deny) == "fail" with input as testing.create({"allow_nested_items_to_be_public": true})
}

test_fail_old_name if {
	turnpike.verdict(storage_public_access.deny) == "fail" with input as testing.create({"allow_blob_public_access": true})
}

test_pass if {
	turnpike.verdict(storage_public_access.deny) == "pass" with input as testing.create({"allow_nested_items_to_be_public": false})
}

test_unknown if {
	turnpike.verdict(storage_public_access.deny) == "unknown" with input as testing.create({"allow_nested_items_to_be_public": turnpike.unknown("x")})
}
