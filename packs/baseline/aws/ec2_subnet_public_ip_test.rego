package turnpike.baseline.aws.ec2_subnet_public_ip_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.ec2_subnet_public_ip as rule

test_fail_on if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"map_public_ip_on_launch": true})
}

test_pass_off if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"map_public_ip_on_launch": false})
}

test_unknown_value if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"map_public_ip_on_launch": turnpike.unknown("x")})
}
