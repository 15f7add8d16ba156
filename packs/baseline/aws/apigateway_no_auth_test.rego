package turnpike.baseline.aws.apigateway_no_auth_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.apigateway_no_auth as rule

test_fail_none if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create_of("aws_api_gateway_method", {"authorization": "NONE", "http_method": "GET", "api_key_required": null})
}

test_fail_route if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create_of("aws_apigatewayv2_route", {"authorization_type": "NONE", "route_key": "GET /a"})
}

test_pass_iam if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create_of("aws_api_gateway_method", {"authorization": "AWS_IAM", "http_method": "GET"})
}

test_pass_preflight if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create_of("aws_api_gateway_method", {"authorization": "NONE", "http_method": "OPTIONS"})
}

test_pass_key if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create_of("aws_api_gateway_method", {"authorization": "NONE", "http_method": "GET", "api_key_required": true})
}

test_unknown_value if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create_of("aws_api_gateway_method", {"authorization": turnpike.unknown("x"), "http_method": "GET", "api_key_required": null})
}
