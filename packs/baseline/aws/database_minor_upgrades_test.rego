package turnpike.baseline.aws.database_minor_upgrades_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.database_minor_upgrades as rule

test_fail_off if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"auto_minor_version_upgrade": false})
}

test_pass_on if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"auto_minor_version_upgrade": true})
}

test_unknown_value if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"auto_minor_version_upgrade": turnpike.unknown("x")})
}
