package turnpike.baseline.aws.guardduty_off_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.guardduty_off as rule

test_fail_off if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"enable": false})
}

test_pass_on if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"enable": true})
}

test_unknown_value if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"enable": turnpike.unknown("x")})
}
