package turnpike.baseline.aws.database_password_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.database_password as rule

test_fail_password if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"password": "hunter2"})
}

test_pass_managed if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"password": null, "manage_master_user_password": true})
}

test_unknown_value if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"password": turnpike.unknown("x")})
}
