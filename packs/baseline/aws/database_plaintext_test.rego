package turnpike.baseline.aws.database_plaintext_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.database_plaintext as rule

test_fail_postgres if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"parameter": [{"name": "max_connections", "value": "400"}, {"name": "rds.force_ssl", "value": "0"}]})
}

test_fail_redshift if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"parameter": [{"name": "require_ssl", "value": "false"}]})
}

test_pass_forced if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"parameter": [{"name": "rds.force_ssl", "value": "1"}]})
}

test_pass_silent if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"parameter": []})
}

test_pass_unknown_value_of_another_parameter if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"parameter": [{"name": "max_connections", "value": turnpike.unknown("x")}]})
}

test_unknown_value if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"parameter": [{"name": "rds.force_ssl", "value": turnpike.unknown("x")}]})
}
