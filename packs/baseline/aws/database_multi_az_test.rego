package turnpike.baseline.aws.database_multi_az_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.database_multi_az as rule

test_fail_off if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"multi_az": false, "engine": "postgres", "replicate_source_db": null})
}

test_pass_on if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"multi_az": true, "engine": "postgres"})
}

test_pass_replica if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"multi_az": false, "engine": "postgres", "replicate_source_db": "a"})
}

test_unknown_value if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"multi_az": turnpike.unknown("x"), "engine": "postgres", "replicate_source_db": null})
}
