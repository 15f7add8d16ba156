package turnpike.baseline.aws.docdb_tls_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.docdb_tls as rule

test_fail_off if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"parameter": [{"name": "tls", "value": "disabled"}]})
}

test_pass_on if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"parameter": [{"name": "tls", "value": "enabled"}]})
}

test_unknown_value if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"parameter": [{"name": "tls", "value": turnpike.unknown("x")}]})
}
