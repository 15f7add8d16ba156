package turnpike.baseline.aws.cloudfront_tls_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.cloudfront_tls as rule

test_fail_old if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"viewer_certificate": [{"cloudfront_default_certificate": null, "minimum_protocol_version": "TLSv1"}]})
}

test_pass_modern if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"viewer_certificate": [{"cloudfront_default_certificate": null, "minimum_protocol_version": "TLSv1.2_2021"}]})
}

test_pass_certificate_of_cloudfront if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"viewer_certificate": [{"cloudfront_default_certificate": true, "minimum_protocol_version": "TLSv1"}]})
}

test_unknown_version if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"viewer_certificate": [{"cloudfront_default_certificate": null, "minimum_protocol_version": turnpike.unknown("x")}]})
}
