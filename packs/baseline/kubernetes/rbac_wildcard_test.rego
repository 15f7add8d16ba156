package turnpike.baseline.kubernetes.rbac_wildcard_test

import data.turnpike.baseline.kubernetes.rbac_wildcard
import data.turnpike.baseline.lib.kubernetes_testing

role(rule) := kubernetes_testing.object_of("rbac.authorization.k8s.io/ClusterRole", {"rules": [rule]})

test_fail_everything if {
	turnpike.verdict(rbac_wildcard.deny) == "fail" with input as role({"apiGroups": ["*"], "resources": ["*"], "verbs": ["*"]})
}

test_fail_read_everything if {
	turnpike.verdict(rbac_wildcard.deny) == "fail" with input as role({"apiGroups": ["*"], "resources": ["*"], "verbs": ["get", "list"]})
}

test_pass if {
	turnpike.verdict(rbac_wildcard.deny) == "pass" with input as role({"apiGroups": [""], "resources": ["pods"], "verbs": ["get"]})
}

test_pass_named_resource if {
	turnpike.verdict(rbac_wildcard.deny) == "pass" with input as role({"apiGroups": [""], "resources": ["configmaps"], "resourceNames": ["a"], "verbs": ["*"]})
}

test_unknown if {
	made := role({"apiGroups": [""], "resources": ["pods"], "verbs": [turnpike.unknown("verb")]})
	turnpike.verdict(rbac_wildcard.deny) == "unknown" with input as made
}
