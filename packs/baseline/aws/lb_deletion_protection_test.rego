package turnpike.baseline.aws.lb_deletion_protection_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.lb_deletion_protection as rule

test_fail_off if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"enable_deletion_protection": false, "tags_all": {}})
}

test_pass_on if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"enable_deletion_protection": true, "tags_all": {}})
}

test_pass_review_environment if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"enable_deletion_protection": false, "tags_all": {"env": "review-1"}})
}

test_unknown_value if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"enable_deletion_protection": turnpike.unknown("x"), "tags_all": {}})
}
