package turnpike.baseline.aws.opensearch_audit_logs_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.opensearch_audit_logs as rule

test_fail_none if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"log_publishing_options": []})
}

test_fail_off if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"log_publishing_options": [{"log_type": "AUDIT_LOGS", "enabled": false}]})
}

test_pass_on if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"log_publishing_options": [{"log_type": "AUDIT_LOGS", "enabled": null}]})
}

test_unknown_value if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"log_publishing_options": [{"log_type": turnpike.unknown("x"), "enabled": true}]})
}
