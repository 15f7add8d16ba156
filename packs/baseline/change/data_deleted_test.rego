package turnpike.baseline.change.data_deleted_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.change.data_deleted as rule

test_fail_delete if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.delete({"tags_all": {"environment": "prod"}})
}

test_pass_replace_has_its_own_rule if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.replace({"tags_all": {}}, {"tags_all": {}})
}

test_pass_update if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.update({"tags_all": {}}, {"tags_all": {}})
}

test_pass_review_environment if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.delete({"tags_all": {"environment": "review-4711"}})
}

test_unknown_environment if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.delete({"tags_all": {"environment": turnpike.unknown("x")}})
}
