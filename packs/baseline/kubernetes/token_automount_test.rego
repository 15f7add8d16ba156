package turnpike.baseline.kubernetes.token_automount_test

import data.turnpike.baseline.kubernetes.token_automount
import data.turnpike.baseline.lib.kubernetes_testing

test_fail_default_account if {
	turnpike.verdict(token_automount.deny) == "fail" with input as kubernetes_testing.pod({"containers": []})
}

test_pass_switched_off if {
	turnpike.verdict(token_automount.deny) == "pass" with input as kubernetes_testing.pod({"automountServiceAccountToken": false})
}

test_pass_own_account if {
	turnpike.verdict(token_automount.deny) == "pass" with input as kubernetes_testing.pod({"serviceAccountName": "api"})
}

test_unknown if {
	made := kubernetes_testing.pod({"automountServiceAccountToken": turnpike.unknown("automount")})
	turnpike.verdict(token_automount.deny) == "unknown" with input as made
}
