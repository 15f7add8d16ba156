package turnpike.baseline.aws.athena_encryption_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.athena_encryption as rule

test_fail_none if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create_of("aws_athena_workgroup", {"configuration": [{"enforce_workgroup_configuration": true, "result_configuration": []}]})
}

test_fail_not_enforced if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create_of("aws_athena_workgroup", {"configuration": [{"enforce_workgroup_configuration": false, "result_configuration": [{"encryption_configuration": [{}]}]}]})
}

test_fail_database if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create_of("aws_athena_database", {"encryption_configuration": []})
}

test_pass_encrypted if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create_of("aws_athena_workgroup", {"configuration": [{"enforce_workgroup_configuration": true, "result_configuration": [{"encryption_configuration": [{}]}]}]})
}

test_unknown_value if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create_of("aws_athena_workgroup", {"configuration": turnpike.unknown("x")})
}
