package turnpike.baseline.change.data_forgotten_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.change.data_forgotten as rule

test_fail_forget if {
	turnpike.verdict(rule.deny) == "fail" with input as object.union(testing.delete({"tags_all": {}}), {"actions": ["forget"]})
}

test_pass_delete_has_its_own_rule if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.delete({"tags_all": {}})
}

test_pass_update if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.update({"tags_all": {}}, {"tags_all": {}})
}

test_unknown_environment if {
	turnpike.verdict(rule.deny) == "unknown" with input as object.union(testing.delete({"tags_all": {"env": turnpike.unknown("x")}}), {"actions": ["forget"]})
}
