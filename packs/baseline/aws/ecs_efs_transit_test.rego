package turnpike.baseline.aws.ecs_efs_transit_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.ecs_efs_transit as rule

test_fail_unset if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"volume": [{"name": "a", "efs_volume_configuration": [{"transit_encryption": null}]}]})
}

test_pass_on if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"volume": [{"name": "a", "efs_volume_configuration": [{"transit_encryption": "ENABLED"}]}]})
}

test_pass_other_volume if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"volume": [{"name": "a", "efs_volume_configuration": []}]})
}

test_unknown_value if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"volume": [{"name": "a", "efs_volume_configuration": [{"transit_encryption": turnpike.unknown("x")}]}]})
}
