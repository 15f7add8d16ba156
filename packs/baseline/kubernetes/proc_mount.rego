# METADATA
# title: Containers must keep the masked /proc
# description: >-
#   procMount: Unmasked shows the container parts of /proc that reveal and change its node's
#   kernel.
# custom:
#   id: k8s-proc-mount
#   severity: medium
#   scope: resource
#   resource_types: [Pod, ReplicationController, apps/Deployment, apps/DaemonSet, apps/StatefulSet, apps/ReplicaSet, batch/Job, batch/CronJob]
#   remediation: >-
#     Remove securityContext.procMount.
#   controls:
#     pod-security-standards: ["baseline"]
#     nist-800-53-r5: ["AC-6"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.8.9"]
package turnpike.baseline.kubernetes.proc_mount

import data.turnpike.baseline.lib.kubernetes

deny contains {
	"msg": sprintf("container %q has procMount %v", [container.name, container.spec.securityContext.procMount]),
	"path": kubernetes.within(container, ["securityContext", "procMount"]),
	"key": container.name,
} if {
	some container in kubernetes.containers
	container.spec.securityContext.procMount != "Default"
}
