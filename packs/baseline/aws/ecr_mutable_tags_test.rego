package turnpike.baseline.aws.ecr_mutable_tags_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.ecr_mutable_tags as rule

test_fail_mutable if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"image_tag_mutability": "MUTABLE"})
}

test_pass_immutable if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"image_tag_mutability": "IMMUTABLE"})
}

test_unknown_value if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"image_tag_mutability": turnpike.unknown("x")})
}
