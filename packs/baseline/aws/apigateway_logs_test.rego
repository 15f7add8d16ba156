package turnpike.baseline.aws.apigateway_logs_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.apigateway_logs as rule

test_fail_none if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"access_log_settings": []})
}

test_pass_logged if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"access_log_settings": [{"destination_arn": turnpike.unknown("x")}]})
}

test_pass_delete if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.delete({"access_log_settings": []})
}

test_unknown_settings if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"access_log_settings": turnpike.unknown("x")})
}
