package turnpike.baseline.aws.ec2_imdsv2_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.ec2_imdsv2 as rule

test_fail_optional if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"metadata_options": [{"http_tokens": "optional", "http_endpoint": "enabled"}]}) with turnpike.estate.resources as set()
}

test_fail_none if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"metadata_options": []}) with turnpike.estate.resources as set()
}

test_fail_optional_against_account if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"metadata_options": [{"http_tokens": "optional", "http_endpoint": "enabled"}]}) with turnpike.estate.resources as {{"attributes": {"http_tokens": "required"}}}
}

test_pass_required if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"metadata_options": [{"http_tokens": "required"}]}) with turnpike.estate.resources as set()
}

test_pass_no_endpoint if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"metadata_options": [{"http_tokens": "optional", "http_endpoint": "disabled"}]}) with turnpike.estate.resources as set()
}

test_pass_account_default if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"metadata_options": []}) with turnpike.estate.resources as {{"attributes": {"http_tokens": "required"}}}
}

test_pass_delete if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.delete({"metadata_options": []}) with turnpike.estate.resources as set()
}

test_unknown_options if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"metadata_options": turnpike.unknown("x")}) with turnpike.estate.resources as set()
}
