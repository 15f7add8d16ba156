package turnpike.baseline.aws.sagemaker_notebook_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.sagemaker_notebook as rule

test_fail_internet if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"direct_internet_access": "Enabled", "root_access": "Disabled"})
}

test_fail_unset if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"direct_internet_access": null, "root_access": null})
}

test_pass_both if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"direct_internet_access": "Disabled", "root_access": "Disabled"})
}

test_unknown_value if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"direct_internet_access": turnpike.unknown("x"), "root_access": "Disabled"})
}
