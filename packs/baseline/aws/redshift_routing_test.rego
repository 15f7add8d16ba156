package turnpike.baseline.aws.redshift_routing_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.redshift_routing as rule

test_fail_off if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"enhanced_vpc_routing": false})
}

test_pass_on if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"enhanced_vpc_routing": true})
}

test_unknown_value if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"enhanced_vpc_routing": turnpike.unknown("x")})
}
