package turnpike.baseline.aws.database_deletion_protection_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.database_deletion_protection as rule

test_fail_off if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"deletion_protection": false, "tags_all": {}})
}

test_fail_left_out if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"deletion_protection": null, "tags_all": {}})
}

test_fail_table if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create_of("aws_dynamodb_table", {"deletion_protection_enabled": false, "tags_all": {}})
}

test_pass_on if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"deletion_protection": true, "tags_all": {}})
}

test_pass_review_environment if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"deletion_protection": false, "tags_all": {"environment": "preview-7"}})
}

test_unknown_value if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"deletion_protection": turnpike.unknown("x"), "tags_all": {}})
}
