package turnpike.baseline.aws.lambda_public_permission_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.lambda_public_permission as rule

test_fail_everyone if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"principal": "*", "source_arn": null, "source_account": null, "principal_org_id": null})
}

test_pass_organisation if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"principal": "*", "principal_org_id": "o-1"})
}

test_pass_service if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"principal": "s3.amazonaws.com", "source_arn": null})
}

test_unknown_principal if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"principal": turnpike.unknown("x"), "source_arn": null})
}
