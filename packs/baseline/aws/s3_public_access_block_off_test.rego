package turnpike.baseline.aws.s3_public_access_block_off_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.s3_public_access_block_off as rule

test_fail_one_switch if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create_of("aws_s3_bucket", {"bucket": "a"}) with turnpike.estate.referrers as {{"attributes": {"block_public_acls": true, "block_public_policy": false, "ignore_public_acls": true, "restrict_public_buckets": true}}}
}

test_fail_account if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create_of("aws_s3_account_public_access_block", {"block_public_acls": false, "block_public_policy": true, "ignore_public_acls": true, "restrict_public_buckets": true})
}

test_fail_block_of_a_bucket_elsewhere if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create_of("aws_s3_bucket_public_access_block", {"block_public_acls": false, "block_public_policy": true, "ignore_public_acls": true, "restrict_public_buckets": true}) with turnpike.estate.refs as set()
}

test_pass_all_on if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create_of("aws_s3_bucket", {"bucket": "a"}) with turnpike.estate.referrers as {{"attributes": {"block_public_acls": true, "block_public_policy": true, "ignore_public_acls": true, "restrict_public_buckets": true}}}
}

test_pass_no_block if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create_of("aws_s3_bucket", {"bucket": "a"}) with turnpike.estate.referrers as set()
}

test_pass_delete if {
	turnpike.verdict(rule.deny) == "pass" with input as object.union(testing.delete({"bucket": "a"}), {"type": "aws_s3_bucket"})
}

test_unknown_switch if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create_of("aws_s3_bucket", {"bucket": "a"}) with turnpike.estate.referrers as {{"attributes": {"block_public_acls": true, "block_public_policy": turnpike.unknown("x"), "ignore_public_acls": true, "restrict_public_buckets": true}}}
}
