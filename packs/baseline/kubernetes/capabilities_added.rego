# METADATA
# title: Containers must not add capabilities beyond the default set
# description: >-
#   Capabilities such as SYS_ADMIN or NET_ADMIN let a container change its node. The baseline Pod
#   Security Standard allows only those that container runtimes grant by default.
# custom:
#   id: k8s-capabilities-added
#   severity: high
#   scope: resource
#   resource_types: [Pod, ReplicationController, apps/Deployment, apps/DaemonSet, apps/StatefulSet, apps/ReplicaSet, batch/Job, batch/CronJob]
#   remediation: >-
#     Remove the capability from securityContext.capabilities.add, or move the work to a component
#     that is trusted with it.
#   controls:
#     cis-kubernetes-1.9: ["5.2.9"]
#     pod-security-standards: ["baseline"]
#     nist-800-53-r5: ["AC-6"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.8.9"]
package turnpike.baseline.kubernetes.capabilities_added

import data.turnpike.baseline.lib.kubernetes

allowed := {
	"AUDIT_WRITE",
	"CHOWN",
	"DAC_OVERRIDE",
	"FOWNER",
	"FSETID",
	"KILL",
	"MKNOD",
	"NET_BIND_SERVICE",
	"SETFCAP",
	"SETGID",
	"SETPCAP",
	"SETUID",
	"SYS_CHROOT",
}

deny contains {
	"msg": sprintf("container %q adds the capability %v", [container.name, capability]),
	"path": kubernetes.within(container, ["securityContext", "capabilities", "add", i]),
	"key": sprintf("%v:%v", [container.name, capability]),
} if {
	some container in kubernetes.containers
	some i, capability in container.spec.securityContext.capabilities.add
	not capability in allowed
}
