package turnpike.baseline.aws.endpoint_service_acceptance_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.endpoint_service_acceptance as rule

test_fail_service if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create_of("aws_vpc_endpoint_service", {"acceptance_required": false})
}

test_fail_gateway if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create_of("aws_ec2_transit_gateway", {"auto_accept_shared_attachments": "enable"})
}

test_pass_service if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create_of("aws_vpc_endpoint_service", {"acceptance_required": true})
}

test_unknown_value if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create_of("aws_vpc_endpoint_service", {"acceptance_required": turnpike.unknown("x")})
}
