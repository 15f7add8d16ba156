package turnpike.baseline.aws.elasticache_user_open_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.elasticache_user_open as rule

test_fail_open if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"no_password_required": true, "access_string": "on ~* +@all"})
}

test_fail_mode if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"authentication_mode": [{"type": "no-password-required"}], "access_string": "on ~* +@all"})
}

test_pass_closed_default_user if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"no_password_required": true, "access_string": "off ~keys* -@all +get"})
}

test_pass_password if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"no_password_required": false, "access_string": "on ~* +@all"})
}

test_unknown_mode if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"authentication_mode": [{"type": turnpike.unknown("x")}], "access_string": "on ~* +@all"})
}
