package turnpike.baseline.aws.codebuild_privileged_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.codebuild_privileged as rule

test_fail_privileged if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"environment": [{"privileged_mode": true}]})
}

test_pass_plain if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"environment": [{"privileged_mode": false}]})
}

test_unknown_value if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"environment": [{"privileged_mode": turnpike.unknown("x")}]})
}
