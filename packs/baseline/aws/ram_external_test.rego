package turnpike.baseline.aws.ram_external_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.ram_external as rule

test_fail_external if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"allow_external_principals": true})
}

test_pass_internal if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"allow_external_principals": false})
}

test_unknown_value if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"allow_external_principals": turnpike.unknown("x")})
}
