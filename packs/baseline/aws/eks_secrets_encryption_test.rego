package turnpike.baseline.aws.eks_secrets_encryption_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.eks_secrets_encryption as rule

test_fail_none if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"encryption_config": []})
}

test_pass_key if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"encryption_config": [{"resources": ["secrets"], "provider": [{"key_arn": turnpike.unknown("x")}]}]})
}

test_pass_delete if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.delete({"encryption_config": []})
}

test_unknown_config if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"encryption_config": turnpike.unknown("x")})
}
