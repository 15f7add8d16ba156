package turnpike.baseline.aws.service_public_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.service_public as rule

test_fail_public if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"publicly_accessible": true})
}

test_pass_private if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"publicly_accessible": false})
}

test_unknown_value if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"publicly_accessible": turnpike.unknown("x")})
}
