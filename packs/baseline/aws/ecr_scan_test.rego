package turnpike.baseline.aws.ecr_scan_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.ecr_scan as rule

test_fail_off if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"image_scanning_configuration": [{"scan_on_push": false}]}) with turnpike.estate.resources as set()
}

test_pass_on if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"image_scanning_configuration": [{"scan_on_push": true}]}) with turnpike.estate.resources as set()
}

test_pass_registry if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"image_scanning_configuration": []}) with turnpike.estate.resources as {{"attributes": {"rule": [{"scan_frequency": "CONTINUOUS_SCAN"}]}}}
}

test_pass_delete if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.delete({"image_scanning_configuration": []}) with turnpike.estate.resources as set()
}

test_unknown_value if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"image_scanning_configuration": [{"scan_on_push": turnpike.unknown("x")}]}) with turnpike.estate.resources as set()
}
