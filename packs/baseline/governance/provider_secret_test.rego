package turnpike.baseline.governance.provider_secret_test

import data.turnpike.baseline.governance.provider_secret as rule

configured(expressions) := {"configuration": {"provider_config": {"aws": {"expressions": expressions}}}}

test_fail_access_key if {
	turnpike.verdict(rule.deny) == "fail" with input as configured({"access_key": {"constant_value": "AKIAIOSFODNN7EXAMPLE"}})
}

test_fail_secret_key if {
	turnpike.verdict(rule.deny) == "fail" with input as configured({"client_secret": {"constant_value": "correct-horse-battery"}})
}

test_pass_variable if {
	turnpike.verdict(rule.deny) == "pass" with input as configured({"access_key": {"references": ["var.access_key"]}})
}

test_pass_region if {
	turnpike.verdict(rule.deny) == "pass" with input as configured({"region": {"constant_value": "eu-west-1"}, "profile": {"constant_value": "prod"}})
}

test_unknown_value if {
	turnpike.verdict(rule.deny) == "unknown" with input as configured({"access_key": {"constant_value": turnpike.unknown("x")}})
}
