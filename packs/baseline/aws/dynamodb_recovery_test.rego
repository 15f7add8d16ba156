package turnpike.baseline.aws.dynamodb_recovery_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.dynamodb_recovery as rule

test_fail_off if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.with_params(testing.create({"point_in_time_recovery": [{"enabled": false}], "tags_all": {}}), {"accept_expiring": false})
}

test_pass_on if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.with_params(testing.create({"point_in_time_recovery": [{"enabled": true}], "tags_all": {}}), {"accept_expiring": false})
}

test_pass_sessions if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.with_params(testing.create({"point_in_time_recovery": [{"enabled": false}], "ttl": [{"enabled": true}], "tags_all": {}}), {"accept_expiring": true})
}

test_pass_delete if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.delete({"point_in_time_recovery": []})
}

test_unknown_value if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.with_params(testing.create({"point_in_time_recovery": [{"enabled": turnpike.unknown("x")}], "tags_all": {}}), {"accept_expiring": false})
}
