# METADATA
# title: Containers must forbid privilege escalation
# description: >-
#   Unless it is forbidden, a process in the container can gain rights its parent did not have,
#   through setuid programs for example.
# custom:
#   id: k8s-privilege-escalation
#   severity: medium
#   scope: resource
#   resource_types: [Pod, ReplicationController, apps/Deployment, apps/DaemonSet, apps/StatefulSet, apps/ReplicaSet, batch/Job, batch/CronJob]
#   remediation: >-
#     Set securityContext.allowPrivilegeEscalation: false on each container.
#   controls:
#     cis-kubernetes-1.9: ["5.2.6"]
#     pod-security-standards: ["restricted"]
#     nist-800-53-r5: ["AC-6"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.8.9"]
package turnpike.baseline.kubernetes.privilege_escalation

import data.turnpike.baseline.lib.kubernetes

deny contains {
	"msg": sprintf("container %q does not forbid privilege escalation", [container.name]),
	"path": kubernetes.within(container, ["securityContext", "allowPrivilegeEscalation"]),
	"key": container.name,
} if {
	kubernetes.linux
	some container in kubernetes.containers
	not container.spec.securityContext.allowPrivilegeEscalation == false
}
