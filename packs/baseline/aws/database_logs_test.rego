package turnpike.baseline.aws.database_logs_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.database_logs as rule

test_fail_unset if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create_of("aws_db_instance", {"enabled_cloudwatch_logs_exports": null, "engine": "postgres"})
}

test_fail_neptune if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create_of("aws_neptune_cluster", {"enable_cloudwatch_logs_exports": []})
}

test_pass_exported if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create_of("aws_db_instance", {"enabled_cloudwatch_logs_exports": ["postgresql"], "engine": "postgres"})
}

test_unknown_value if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create_of("aws_db_instance", {"enabled_cloudwatch_logs_exports": turnpike.unknown("x"), "engine": "postgres"})
}
