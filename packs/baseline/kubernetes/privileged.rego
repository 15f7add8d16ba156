# METADATA
# title: Containers must not run privileged
# description: >-
#   A privileged container has every capability and all devices of its node: whoever takes over
#   the container has taken over the node and every pod on it.
# custom:
#   id: k8s-privileged
#   severity: critical
#   scope: resource
#   resource_types: [Pod, ReplicationController, apps/Deployment, apps/DaemonSet, apps/StatefulSet, apps/ReplicaSet, batch/Job, batch/CronJob]
#   remediation: >-
#     Remove securityContext.privileged. Where a device or one capability is needed, use a device
#     plugin or add that capability alone.
#   controls:
#     cis-kubernetes-1.9: ["5.2.1"]
#     pod-security-standards: ["baseline"]
#     nist-800-53-r5: ["AC-6"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.8.9"]
#     pci-dss-4: ["2.2.6"]
package turnpike.baseline.kubernetes.privileged

import data.turnpike.baseline.lib.kubernetes

deny contains {
	"msg": sprintf("container %q runs privileged", [container.name]),
	"path": kubernetes.within(container, ["securityContext", "privileged"]),
	"key": container.name,
} if {
	some container in kubernetes.containers
	container.spec.securityContext.privileged == true
}
