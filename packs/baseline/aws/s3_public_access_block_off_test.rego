package turnpike.baseline.aws.s3_public_access_block_off_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.s3_public_access_block_off as rule

test_fail_one_switch if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"block_public_acls": true, "block_public_policy": false, "ignore_public_acls": true, "restrict_public_buckets": true})
}

test_pass_all_on if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"block_public_acls": true, "block_public_policy": true, "ignore_public_acls": true, "restrict_public_buckets": true})
}

test_pass_delete if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.delete({"block_public_acls": false})
}

test_unknown_switch if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"block_public_acls": turnpike.unknown("x"), "block_public_policy": true, "ignore_public_acls": true, "restrict_public_buckets": true})
}
