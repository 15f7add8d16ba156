package turnpike.baseline.aws.apigateway_cache_encryption_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.apigateway_cache_encryption as rule

test_fail_clear if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"settings": [{"caching_enabled": true, "cache_data_encrypted": false}]})
}

test_pass_encrypted if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"settings": [{"caching_enabled": true, "cache_data_encrypted": true}]})
}

test_pass_no_cache if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"settings": [{"caching_enabled": false, "cache_data_encrypted": false}]})
}

test_unknown_value if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"settings": [{"caching_enabled": true, "cache_data_encrypted": turnpike.unknown("x")}]})
}
