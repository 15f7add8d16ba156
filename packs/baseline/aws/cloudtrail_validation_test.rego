package turnpike.baseline.aws.cloudtrail_validation_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.cloudtrail_validation as rule

test_fail_off if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"enable_log_file_validation": false})
}

test_pass_on if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"enable_log_file_validation": true})
}

test_pass_delete if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.delete({"enable_log_file_validation": false})
}

test_unknown_value if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"enable_log_file_validation": turnpike.unknown("x")})
}
