package turnpike.baseline.google.instance_default_account_test

import data.turnpike.baseline.google.instance_default_account
import data.turnpike.baseline.lib.testing

test_fail if {
	turnpike.verdict(instance_default_account.deny) == "fail" with input as testing.create({"service_account": [{"email": "123-compute@developer.gserviceaccount.com", "scopes": ["cloud-platform"]}]})
}

test_pass_own_account if {
	turnpike.verdict(instance_default_account.deny) == "pass" with input as testing.create({"service_account": [{"email": "api@p.iam.gserviceaccount.com", "scopes": ["cloud-platform"]}]})
}

test_pass_few_scopes if {
	turnpike.verdict(instance_default_account.deny) == "pass" with input as testing.create({"service_account": [{"email": "123-compute@developer.gserviceaccount.com", "scopes": ["logging-write"]}]})
}

test_unknown if {
	turnpike.verdict(instance_default_account.deny) == "unknown" with input as testing.create({"service_account": [{"email": turnpike.unknown("x"), "scopes": ["cloud-platform"]}]})
}
