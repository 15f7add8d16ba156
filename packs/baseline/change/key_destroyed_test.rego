package turnpike.baseline.change.key_destroyed_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.change.key_destroyed as rule

test_fail_delete if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.delete({"deletion_window_in_days": 7, "tags_all": {}})
}

test_fail_replace if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.replace({"tags_all": {}}, {"tags_all": {}})
}

test_pass_update if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.update({"tags_all": {}}, {"tags_all": {}})
}

test_unknown_environment if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.delete({"tags_all": {"env": turnpike.unknown("x")}})
}
