package turnpike.baseline.aws.database_backups_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.database_backups as rule

test_fail_off if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"backup_retention_period": 0, "tags_all": {}})
}

test_pass_week if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"backup_retention_period": 7, "tags_all": {}})
}

test_pass_replica if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"backup_retention_period": 0, "replicate_source_db": "main", "tags_all": {}})
}

test_pass_review_environment if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"backup_retention_period": 0, "tags_all": {"ttl": "72h"}})
}

test_unknown_value if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"backup_retention_period": turnpike.unknown("x"), "tags_all": {}})
}
