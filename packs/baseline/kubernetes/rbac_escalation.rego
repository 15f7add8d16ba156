# METADATA
# title: Roles must not let their holder gain more rights
# description: >-
#   Whoever may bind or escalate roles, impersonate others, or read every secret can become
#   administrator of the cluster.
# custom:
#   id: k8s-rbac-escalation
#   severity: high
#   scope: resource
#   resource_types: [rbac.authorization.k8s.io/ClusterRole, rbac.authorization.k8s.io/Role]
#   remediation: >-
#     Remove bind, escalate and impersonate, or name the roles they apply to by resourceNames.
#     Grant get on named secrets instead of list on all.
#   controls:
#     cis-kubernetes-1.9: ["5.1.2", "5.1.8"]
#     nist-800-53-r5: ["AC-6"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.5.15"]
#     pci-dss-4: ["7.2.1"]
package turnpike.baseline.kubernetes.rbac_escalation

deny contains {
	"msg": sprintf("rule %d allows %v on %v", [i + 1, verb, rule.resources]),
	"path": ["rules", i, "verbs", j],
	"key": verb,
} if {
	some i, rule in input.after.rules
	some j, verb in rule.verbs
	verb in {"bind", "escalate", "impersonate"}
	not rule.resourceNames
}

deny contains {
	"msg": sprintf("rule %d reads every secret of %s", [i + 1, reach]),
	"path": ["rules", i, "resources", j],
	"key": "secrets",
} if {
	input.type == "rbac.authorization.k8s.io/ClusterRole"
	reach := "the cluster"
	some i, rule in input.after.rules
	some j, resource in rule.resources
	resource == "secrets"
	some verb in rule.verbs
	verb in {"get", "list", "watch"}
	not rule.resourceNames
}
