package turnpike.baseline.aws.database_iam_auth_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.database_iam_auth as rule

test_fail_off if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create_of("aws_db_instance", {"engine": "postgres", "iam_database_authentication_enabled": false})
}

test_fail_unset_cluster if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create_of("aws_rds_cluster", {"engine": "aurora-mysql", "iam_database_authentication_enabled": null})
}

test_pass_on if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create_of("aws_db_instance", {"engine": "postgres", "iam_database_authentication_enabled": true})
}

test_pass_other_engine if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create_of("aws_db_instance", {"engine": "oracle-ee", "iam_database_authentication_enabled": null})
}

test_unknown_value if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create_of("aws_db_instance", {"engine": "postgres", "iam_database_authentication_enabled": turnpike.unknown("x")})
}
