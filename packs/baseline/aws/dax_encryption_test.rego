package turnpike.baseline.aws.dax_encryption_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.dax_encryption as rule

test_fail_none if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"server_side_encryption": []})
}

test_pass_on if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"server_side_encryption": [{"enabled": true}]})
}

test_unknown_value if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"server_side_encryption": [{"enabled": turnpike.unknown("x")}]})
}
