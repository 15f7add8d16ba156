package turnpike.baseline.aws.s3_public_acl_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.s3_public_acl as rule

test_fail_public_read if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"acl": "public-read", "grant": []}) with turnpike.estate.referrers as set()
}

test_fail_satellite_of_another_root if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create_of("aws_s3_bucket_acl", {"acl": "public-read"}) with turnpike.estate.refs as set() with turnpike.estate.referrers as set()
}

test_pass_satellite_of_a_bucket_here if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create_of("aws_s3_bucket_acl", {"acl": "public-read"}) with turnpike.estate.referrers as set() with turnpike.estate.refs as {{"address": "aws_s3_bucket.a", "type": "aws_s3_bucket", "mode": "managed"}}
}

test_fail_grant_to_everyone if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"acl": null, "grant": [{"uri": "http://acs.amazonaws.com/groups/global/AllUsers", "permissions": ["READ"]}]}) with turnpike.estate.referrers as set()
}

test_pass_private if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"acl": "private", "grant": []})
}

test_pass_ignored_by_public_access_block if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"acl": "public-read"}) with turnpike.estate.referrers as {{"attributes": {"block_public_acls": true, "block_public_policy": true, "ignore_public_acls": true, "restrict_public_buckets": true}}}
}

test_pass_delete if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.delete({"acl": "public-read"})
}

test_unknown_acl if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"acl": turnpike.unknown("x"), "grant": []}) with turnpike.estate.referrers as set()
}

test_unknown_block if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"acl": "public-read"}) with turnpike.estate.referrers as {{"attributes": {"block_public_acls": true, "block_public_policy": true, "ignore_public_acls": turnpike.unknown("x"), "restrict_public_buckets": true}}}
}
