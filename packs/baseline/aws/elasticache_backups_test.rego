package turnpike.baseline.aws.elasticache_backups_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.elasticache_backups as rule

test_fail_zero if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"snapshot_retention_limit": 0})
}

test_pass_week if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"snapshot_retention_limit": 7})
}

test_unknown_value if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"snapshot_retention_limit": turnpike.unknown("x")})
}
