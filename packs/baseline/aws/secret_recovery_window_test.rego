package turnpike.baseline.aws.secret_recovery_window_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.secret_recovery_window as rule

test_fail_zero if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"recovery_window_in_days": 0, "tags_all": {}})
}

test_pass_month if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"recovery_window_in_days": 30, "tags_all": {}})
}

test_unknown_value if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"recovery_window_in_days": turnpike.unknown("x"), "tags_all": {}})
}
