package turnpike.baseline.aws.cloudfront_origin_http_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.cloudfront_origin_http as rule

test_fail_http if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"origin": [{"origin_id": "site", "custom_origin_config": [{"origin_protocol_policy": "http-only"}]}]})
}

test_pass_https if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"origin": [{"origin_id": "site", "custom_origin_config": [{"origin_protocol_policy": "https-only"}]}]})
}

test_pass_bucket if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"origin": [{"origin_id": "site", "custom_origin_config": []}]})
}

test_unknown_policy if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"origin": [{"origin_id": "site", "custom_origin_config": [{"origin_protocol_policy": turnpike.unknown("x")}]}]})
}
