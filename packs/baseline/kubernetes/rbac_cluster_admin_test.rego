package turnpike.baseline.kubernetes.rbac_cluster_admin_test

import data.turnpike.baseline.kubernetes.rbac_cluster_admin
import data.turnpike.baseline.lib.kubernetes_testing

binding(role, subject) := kubernetes_testing.object_of("rbac.authorization.k8s.io/ClusterRoleBinding", {
	"roleRef": {"kind": "ClusterRole", "name": role},
	"subjects": [subject],
})

test_fail_service_account if {
	turnpike.verdict(rbac_cluster_admin.deny) == "fail" with input as binding("cluster-admin", {"kind": "ServiceAccount", "name": "ci", "namespace": "ci"})
}

test_fail_everyone if {
	turnpike.verdict(rbac_cluster_admin.deny) == "fail" with input as binding("cluster-admin", {"kind": "Group", "name": "system:authenticated"})
}

test_pass_named_group if {
	turnpike.verdict(rbac_cluster_admin.deny) == "pass" with input as binding("cluster-admin", {"kind": "Group", "name": "platform"})
}

test_pass_other_role if {
	turnpike.verdict(rbac_cluster_admin.deny) == "pass" with input as binding("view", {"kind": "ServiceAccount", "name": "ci"})
}

test_unknown if {
	made := binding(turnpike.unknown("role"), {"kind": "ServiceAccount", "name": "ci"})
	turnpike.verdict(rbac_cluster_admin.deny) == "unknown" with input as made
}
