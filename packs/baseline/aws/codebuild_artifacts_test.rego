package turnpike.baseline.aws.codebuild_artifacts_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.codebuild_artifacts as rule

test_fail_off if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"artifacts": [{"type": "CODEPIPELINE", "encryption_disabled": true}]})
}

test_pass_on if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"artifacts": [{"type": "CODEPIPELINE", "encryption_disabled": false}]})
}

test_pass_none if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"artifacts": [{"type": "NO_ARTIFACTS", "encryption_disabled": true}]})
}

test_unknown_value if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"artifacts": [{"type": "S3", "encryption_disabled": turnpike.unknown("x")}]})
}
