package turnpike.baseline.aws.cloudtrail_regions_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.cloudtrail_regions as rule

test_fail_one_region if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"is_multi_region_trail": false, "enable_logging": true, "include_global_service_events": true})
}

test_fail_switched_off if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"is_multi_region_trail": true, "enable_logging": false, "include_global_service_events": true})
}

test_pass_all if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"is_multi_region_trail": true, "enable_logging": true, "include_global_service_events": true})
}

test_pass_delete if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.delete({"is_multi_region_trail": false})
}

test_unknown_value if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"is_multi_region_trail": turnpike.unknown("x"), "enable_logging": true, "include_global_service_events": true})
}
