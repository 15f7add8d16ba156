package turnpike.baseline.aws.eks_public_endpoint_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.eks_public_endpoint as rule

test_fail_open if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"vpc_config": [{"endpoint_public_access": true, "public_access_cidrs": ["0.0.0.0/0"]}]})
}

test_pass_private if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"vpc_config": [{"endpoint_public_access": false, "public_access_cidrs": turnpike.unknown("x")}]})
}

test_pass_office if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"vpc_config": [{"endpoint_public_access": true, "public_access_cidrs": ["203.0.113.0/26"]}]})
}

test_unknown_ranges if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"vpc_config": [{"endpoint_public_access": true, "public_access_cidrs": turnpike.unknown("x")}]})
}
