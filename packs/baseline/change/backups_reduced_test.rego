package turnpike.baseline.change.backups_reduced_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.change.backups_reduced as rule

test_fail_fewer_days if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.update({"backup_retention_period": 14}, {"backup_retention_period": 1, "tags_all": {}})
}

test_fail_versions if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.update({"versioning": [{"enabled": true}]}, {"versioning": [{"enabled": false}], "tags_all": {}})
}

test_pass_more_days if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.update({"backup_retention_period": 7}, {"backup_retention_period": 14, "tags_all": {}})
}

test_pass_create if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"backup_retention_period": 0, "tags_all": {}})
}

test_pass_delete_has_its_own_rule if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.delete({"backup_retention_period": 7})
}

test_unknown_days if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.update({"backup_retention_period": 7}, {"backup_retention_period": turnpike.unknown("x"), "tags_all": {}})
}
