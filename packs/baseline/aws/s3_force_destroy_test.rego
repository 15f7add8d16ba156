package turnpike.baseline.aws.s3_force_destroy_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.s3_force_destroy as rule

test_fail_on if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"force_destroy": true, "tags_all": {}})
}

test_pass_off if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"force_destroy": false, "tags_all": {}})
}

test_pass_review_environment if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"force_destroy": true, "tags_all": {"ttl": "72h"}})
}

test_unknown_value if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"force_destroy": turnpike.unknown("x"), "tags_all": {}})
}
