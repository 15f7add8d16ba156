package turnpike.baseline.aws.opensearch_encryption_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.opensearch_encryption as rule

test_fail_nothing if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"encrypt_at_rest": [], "node_to_node_encryption": [], "domain_endpoint_options": []})
}

test_fail_http if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"encrypt_at_rest": [{"enabled": true}], "node_to_node_encryption": [{"enabled": true}], "domain_endpoint_options": [{"enforce_https": false}]})
}

test_pass_all if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"encrypt_at_rest": [{"enabled": true}], "node_to_node_encryption": [{"enabled": true}], "domain_endpoint_options": [{"enforce_https": true}]})
}

test_pass_delete if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.delete({"encrypt_at_rest": []})
}

test_unknown_switch if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"encrypt_at_rest": [{"enabled": turnpike.unknown("x")}], "node_to_node_encryption": [{"enabled": true}], "domain_endpoint_options": [{"enforce_https": true}]})
}
