package turnpike.baseline.kubernetes.rbac_escalation_test

import data.turnpike.baseline.kubernetes.rbac_escalation
import data.turnpike.baseline.lib.kubernetes_testing

role(rule) := kubernetes_testing.object_of("rbac.authorization.k8s.io/ClusterRole", {"rules": [rule]})

test_fail_escalate if {
	turnpike.verdict(rbac_escalation.deny) == "fail" with input as role({"resources": ["clusterroles"], "verbs": ["escalate"]})
}

test_fail_all_secrets if {
	turnpike.verdict(rbac_escalation.deny) == "fail" with input as role({"resources": ["secrets"], "verbs": ["list"]})
}

test_pass_named if {
	turnpike.verdict(rbac_escalation.deny) == "pass" with input as role({"resources": ["secrets"], "resourceNames": ["a"], "verbs": ["get"]})
}

test_pass_secrets_of_one_namespace if {
	made := kubernetes_testing.object_of("rbac.authorization.k8s.io/Role", {"rules": [{"resources": ["secrets"], "verbs": ["get"]}]})
	turnpike.verdict(rbac_escalation.deny) == "pass" with input as made
}

test_unknown if {
	made := role({"resources": ["roles"], "verbs": [turnpike.unknown("verb")]})
	turnpike.verdict(rbac_escalation.deny) == "unknown" with input as made
}
