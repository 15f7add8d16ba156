# METADATA
# title: Roles must not grant everything by wildcard
# description: >-
#   A wildcard grants what exists today and whatever is installed tomorrow, secrets and roles
#   included.
# custom:
#   id: k8s-rbac-wildcard
#   severity: high
#   scope: resource
#   resource_types: [rbac.authorization.k8s.io/ClusterRole, rbac.authorization.k8s.io/Role]
#   remediation: >-
#     List the API groups, resources and verbs that are needed. For a cluster's own
#     administrators, bind the built-in cluster-admin role, which is watched.
#   controls:
#     cis-kubernetes-1.9: ["5.1.3"]
#     nist-800-53-r5: ["AC-6"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.5.15"]
#     pci-dss-4: ["7.2.1"]
package turnpike.baseline.kubernetes.rbac_wildcard

# All verbs on all resources, or all verbs on secrets: each is as good as administrator.
deny contains {
	"msg": sprintf("rule %d allows every verb on %v", [i + 1, shown(rule)]),
	"path": ["rules", i, "verbs"],
	"key": sprintf("%v|%v|verbs", [rule.apiGroups, rule.resources]),
} if {
	some i, rule in input.after.rules
	"*" in rule.verbs
	not rule.resourceNames
}

deny contains {
	"msg": sprintf("rule %d allows %v on every resource", [i + 1, rule.verbs]),
	"path": ["rules", i, "resources"],
	"key": sprintf("%v|%v|resources", [rule.apiGroups, rule.verbs]),
} if {
	some i, rule in input.after.rules
	"*" in rule.resources
	not "*" in rule.verbs
}

shown(rule) := "every resource" if "*" in rule.resources

shown(rule) := sprintf("%v", [rule.resources]) if not "*" in rule.resources
