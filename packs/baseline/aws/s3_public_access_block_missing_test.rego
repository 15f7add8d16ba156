package turnpike.baseline.aws.s3_public_access_block_missing_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.s3_public_access_block_missing as rule

test_fail_none if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"bucket": "a"}) with turnpike.estate.resources as set() with turnpike.estate.referrers as set()
}

test_fail_existing if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.update({"bucket": "a"}, {"bucket": "a"}) with turnpike.estate.resources as set() with turnpike.estate.referrers as set()
}

test_pass_own_block if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"bucket": "a"}) with turnpike.estate.resources as set() with turnpike.estate.referrers as {{"attributes": {"block_public_acls": true}}}
}

test_pass_account_block if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"bucket": "a"}) with turnpike.estate.referrers as set() with turnpike.estate.resources as {{"attributes": {"block_public_acls": true, "block_public_policy": true, "ignore_public_acls": true, "restrict_public_buckets": true}}}
}

test_pass_delete if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.delete({"bucket": "a"}) with turnpike.estate.resources as set() with turnpike.estate.referrers as set()
}

test_unknown_account if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"bucket": "a"}) with turnpike.estate.referrers as set() with turnpike.estate.resources as {{"attributes": {"block_public_acls": turnpike.unknown("x"), "block_public_policy": true, "ignore_public_acls": true, "restrict_public_buckets": true}}}
}
