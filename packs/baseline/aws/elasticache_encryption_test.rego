package turnpike.baseline.aws.elasticache_encryption_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.elasticache_encryption as rule

test_fail_both if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"transit_encryption_enabled": false, "at_rest_encryption_enabled": "false"})
}

test_fail_left_out if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"transit_encryption_enabled": null, "at_rest_encryption_enabled": true})
}

test_fail_memcached if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create_of("aws_elasticache_cluster", {"engine": "memcached", "transit_encryption_enabled": false})
}

test_pass_both if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"transit_encryption_enabled": true, "at_rest_encryption_enabled": "true"})
}

test_pass_member_of_a_replication_group if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create_of("aws_elasticache_cluster", {"engine": "redis", "transit_encryption_enabled": null})
}

test_pass_delete if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.delete({"transit_encryption_enabled": false})
}

test_unknown_value if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"transit_encryption_enabled": turnpike.unknown("x"), "at_rest_encryption_enabled": "true"})
}
