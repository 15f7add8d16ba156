package turnpike.baseline.aws.opensearch_tls_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.opensearch_tls as rule

test_fail_http if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"domain_endpoint_options": [{"enforce_https": false, "tls_security_policy": "Policy-Min-TLS-1-2-2019-07"}]})
}

test_fail_old_tls if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"domain_endpoint_options": [{"enforce_https": true, "tls_security_policy": "Policy-Min-TLS-1-0-2019-07"}]})
}

test_pass_both if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"domain_endpoint_options": [{"enforce_https": true, "tls_security_policy": "Policy-Min-TLS-1-2-PFS-2023-07"}]})
}

test_unknown_value if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"domain_endpoint_options": [{"enforce_https": turnpike.unknown("x"), "tls_security_policy": "Policy-Min-TLS-1-2-2019-07"}]})
}
