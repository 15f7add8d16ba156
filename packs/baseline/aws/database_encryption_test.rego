package turnpike.baseline.aws.database_encryption_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.database_encryption as rule

test_fail_off if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create_of("aws_db_instance", {"storage_encrypted": false, "engine": "postgres"})
}

test_fail_left_out if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create_of("aws_rds_cluster", {"storage_encrypted": null})
}

test_fail_redshift if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create_of("aws_redshift_cluster", {"encrypted": "false"})
}

test_pass_on if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create_of("aws_db_instance", {"storage_encrypted": true, "engine": "postgres"})
}

test_pass_redshift_text if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create_of("aws_redshift_cluster", {"encrypted": "true"})
}

test_pass_replica if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create_of("aws_db_instance", {"storage_encrypted": null, "engine": "postgres", "replicate_source_db": "main"})
}

test_pass_delete if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.delete({"storage_encrypted": false})
}

test_unknown_value if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create_of("aws_db_instance", {"storage_encrypted": turnpike.unknown("x"), "engine": "postgres"})
}
