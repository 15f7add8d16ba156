# METADATA
# title: cluster-admin must not be bound to workloads or to everyone
# description: >-
#   cluster-admin is root of the cluster. Bound to a service account, every pod that runs as it is
#   root; bound to a group of all users, everybody is.
# custom:
#   id: k8s-rbac-cluster-admin
#   severity: critical
#   scope: resource
#   resource_types: [rbac.authorization.k8s.io/ClusterRoleBinding, rbac.authorization.k8s.io/RoleBinding]
#   remediation: >-
#     Bind a role with the verbs and resources that are needed, in the namespace where they are
#     needed.
#   controls:
#     cis-kubernetes-1.9: ["5.1.1"]
#     nist-800-53-r5: ["AC-6"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.5.15", "A.8.2"]
#     pci-dss-4: ["7.2.1"]
package turnpike.baseline.kubernetes.rbac_cluster_admin

everyone := {"system:anonymous", "system:authenticated", "system:unauthenticated", "system:serviceaccounts"}

risky(subject) if subject.kind == "ServiceAccount"

risky(subject) if {
	subject.kind in {"Group", "User"}
	subject.name in everyone
}

deny contains {
	"msg": sprintf("cluster-admin is bound to the %v %v", [subject.kind, subject.name]),
	"path": ["subjects", i],
	"key": sprintf("%v/%v", [subject.kind, subject.name]),
} if {
	input.after.roleRef.name == "cluster-admin"
	some i, subject in input.after.subjects
	risky(subject)
}
