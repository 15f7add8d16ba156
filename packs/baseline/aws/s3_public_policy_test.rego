package turnpike.baseline.aws.s3_public_policy_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.s3_public_policy as rule

test_fail_everyone if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"policy": `{"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::a/*"}]}`}) with turnpike.estate.referrers as set()
}

test_pass_bound_to_the_organisation if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"policy": `{"Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::a/*", "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-1"}}}]}`})
}

test_pass_denies_everyone if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"policy": `{"Statement": [{"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*", "Condition": {"Bool": {"aws:SecureTransport": "false"}}}]}`})
}

test_pass_no_policy if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"policy": ""})
}

test_pass_restricted_by_public_access_block if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"policy": turnpike.unknown("x")}) with turnpike.estate.referrers as {{"attributes": {"block_public_acls": true, "block_public_policy": true, "ignore_public_acls": true, "restrict_public_buckets": true}}}
}

test_unknown_policy if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"policy": turnpike.unknown("x")}) with turnpike.estate.referrers as set()
}
