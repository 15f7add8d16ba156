package turnpike.baseline.google.sql_backups_test

import data.turnpike.baseline.google.sql_backups
import data.turnpike.baseline.lib.testing

test_fail if {
	turnpike.verdict(sql_backups.deny) == "fail" with input as testing.create({"master_instance_name": null, "settings": [{"backup_configuration": [{"enabled": false}]}]})
}

test_fail_missing if {
	turnpike.verdict(sql_backups.deny) == "fail" with input as testing.create({"settings": [{"backup_configuration": []}]})
}

test_pass if {
	turnpike.verdict(sql_backups.deny) == "pass" with input as testing.create({"settings": [{"backup_configuration": [{"enabled": true}]}]})
}

test_pass_replica if {
	turnpike.verdict(sql_backups.deny) == "pass" with input as testing.create({"master_instance_name": "primary", "settings": [{"backup_configuration": []}]})
}

test_unknown if {
	turnpike.verdict(sql_backups.deny) == "unknown" with input as testing.create({"settings": [{"backup_configuration": [{"enabled": turnpike.unknown("x")}]}]})
}
