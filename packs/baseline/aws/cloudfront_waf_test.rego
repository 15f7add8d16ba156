package turnpike.baseline.aws.cloudfront_waf_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.cloudfront_waf as rule

test_fail_unset if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"web_acl_id": null})
}

test_fail_empty if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"web_acl_id": ""})
}

test_pass_set if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"web_acl_id": "arn:aws:wafv2:us-east-1:111111111111:global/webacl/a/1"})
}

test_unknown_value if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"web_acl_id": turnpike.unknown("x")})
}
