package turnpike.baseline.governance.required_tags_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.governance.required_tags as rule

test_fail_none if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.with_params(testing.create({"tags": null}), {"required": {"owner": []}})
}

test_fail_one_of_two if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.with_params(testing.create({"tags": {"Owner": "a"}, "tags_all": {"Owner": "a"}}), {"required": {"owner": [], "cost-centre": []}})
}

test_fail_empty if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.with_params(testing.create({"tags_all": {"owner": ""}}), {"required": {"owner": []}})
}

test_pass_labels if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.with_params(testing.create({"labels": {"owner": "a"}}), {"required": {"owner": []}})
}

test_pass_other_spelling if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.with_params(testing.create({"tags_all": {"CostCentre": "1", "Team": "a"}}), {"required": {"owner": ["team"], "cost-centre": []}})
}

test_pass_type_without_tags if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.with_params(testing.create({"bucket": "a"}), {"required": {"owner": []}})
}

test_pass_delete if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.with_params(testing.delete({"tags_all": {}}), {"required": {"owner": []}})
}

test_unknown_tags if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.with_params(testing.create({"tags_all": turnpike.unknown("x")}), {"required": {"owner": []}})
}
