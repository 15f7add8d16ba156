package turnpike.baseline.change.data_replaced_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.change.data_replaced as rule

test_fail_replace if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.replace({"hash_key": "a", "tags_all": {}}, {"hash_key": "b", "tags_all": {}})
}

test_fail_with_a_reason if {
	turnpike.verdict(rule.deny) == "fail" with input as object.union(testing.replace({"tags_all": {}}, {"tags_all": {}}), {"change": {"replace_paths": [["hash_key"]]}})
}

test_pass_update if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.update({"tags_all": {}}, {"tags_all": {"a": "b"}})
}

test_pass_delete_has_its_own_rule if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.delete({"tags_all": {}})
}

test_pass_review_environment if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.replace({"tags_all": {"ttl": "72h"}}, {"tags_all": {"ttl": "72h"}})
}

test_unknown_environment if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.replace({"tags_all": {"environment": turnpike.unknown("x")}}, {"tags_all": {}})
}
