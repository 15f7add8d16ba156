package turnpike.baseline.change.records_deleted_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.change.records_deleted as rule

test_fail_delete if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.delete({"tags_all": {}})
}

test_pass_stays_in_the_account if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.delete({"skip_destroy": true, "tags_all": {}})
}

test_pass_update if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.update({"tags_all": {}}, {"tags_all": {}})
}

test_pass_review_environment if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.delete({"tags_all": {"ttl": "1d"}})
}

test_unknown_switch if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.delete({"skip_destroy": turnpike.unknown("x"), "tags_all": {}})
}
