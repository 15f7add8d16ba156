package turnpike.baseline.aws.snapshot_public_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.snapshot_public as rule

test_fail_snapshot if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"shared_accounts": ["all"]})
}

test_fail_image if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"group": "all"})
}

test_pass_one_account if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"shared_accounts": ["111111111111"]})
}

test_unknown_accounts if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"shared_accounts": [turnpike.unknown("x")]})
}
