package turnpike.baseline.aws.cloudfront_plain_http_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.cloudfront_plain_http as rule

test_fail_default if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"default_cache_behavior": [{"viewer_protocol_policy": "allow-all"}], "ordered_cache_behavior": []})
}

test_fail_ordered if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"default_cache_behavior": [{"viewer_protocol_policy": "https-only"}], "ordered_cache_behavior": [{"path_pattern": "/a/*", "viewer_protocol_policy": "allow-all"}]})
}

test_pass_redirect if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"default_cache_behavior": [{"viewer_protocol_policy": "redirect-to-https"}]})
}

test_unknown_policy if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"default_cache_behavior": [{"viewer_protocol_policy": turnpike.unknown("x")}]})
}
