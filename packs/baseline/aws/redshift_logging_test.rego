package turnpike.baseline.aws.redshift_logging_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.redshift_logging as rule

test_fail_none if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"logging": []}) with turnpike.estate.referrers as set()
}

test_pass_inline if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"logging": [{"enable": true}]}) with turnpike.estate.referrers as set()
}

test_pass_separate if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"logging": []}) with turnpike.estate.referrers as {{"type": "aws_redshift_logging"}}
}

test_pass_delete if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.delete({"logging": []}) with turnpike.estate.referrers as set()
}

test_unknown_inline if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"logging": [{"enable": turnpike.unknown("x")}]}) with turnpike.estate.referrers as set()
}
