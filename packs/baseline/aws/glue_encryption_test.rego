package turnpike.baseline.aws.glue_encryption_test

import data.turnpike.baseline.lib.testing
import data.turnpike.baseline.aws.glue_encryption as rule

test_fail_catalogue if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"data_catalog_encryption_settings": [{"encryption_at_rest": [{"catalog_encryption_mode": "DISABLED"}], "connection_password_encryption": []}]})
}

test_fail_passwords if {
	turnpike.verdict(rule.deny) == "fail" with input as testing.create({"data_catalog_encryption_settings": [{"encryption_at_rest": [], "connection_password_encryption": [{"return_connection_password_encrypted": false}]}]})
}

test_pass_both if {
	turnpike.verdict(rule.deny) == "pass" with input as testing.create({"data_catalog_encryption_settings": [{"encryption_at_rest": [{"catalog_encryption_mode": "SSE-KMS"}], "connection_password_encryption": [{"return_connection_password_encrypted": true}]}]})
}

test_unknown_value if {
	turnpike.verdict(rule.deny) == "unknown" with input as testing.create({"data_catalog_encryption_settings": [{"encryption_at_rest": [{"catalog_encryption_mode": turnpike.unknown("x")}], "connection_password_encryption": []}]})
}
