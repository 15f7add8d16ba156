package turnpike.baseline.change.deletion_protection_off_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.change.deletion_protection_off as rule

test_fail_off if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.update({"deletion_protection": true}, {"deletion_protection": false, "tags_all": {}})
}

test_fail_text if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.update({"deletion_protection": "ACTIVE"}, {"deletion_protection": "INACTIVE", "tags_all": {}})
}

test_pass_was_off if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.update({"deletion_protection": false}, {"deletion_protection": false, "tags_all": {}})
}

test_pass_create if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"deletion_protection": false, "tags_all": {}})
}

test_unknown_value if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.update({"deletion_protection": true}, {"deletion_protection": turnpike.unknown("x"), "tags_all": {}})
}
