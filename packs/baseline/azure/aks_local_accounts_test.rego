package turnpike.baseline.azure.aks_local_accounts_test

import data.turnpike.baseline.azure.aks_local_accounts
import data.turnpike.baseline.lib.testing

test_fail_rbac if {
	turnpike.verdict(aks_local_accounts.deny) == "fail" with input as testing.create({"role_based_access_control_enabled": false, "local_account_disabled": true})
}

test_fail_local if {
	turnpike.verdict(aks_local_accounts.deny) == "fail" with input as testing.create({"local_account_disabled": false})
}

test_pass if {
	turnpike.verdict(aks_local_accounts.deny) == "pass" with input as testing.create({"role_based_access_control_enabled": true, "local_account_disabled": true})
}

test_unknown if {
	turnpike.verdict(aks_local_accounts.deny) == "unknown" with input as testing.create({"local_account_disabled": turnpike.unknown("x")})
}
