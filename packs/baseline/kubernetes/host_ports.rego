# METADATA
# title: Containers must not take ports of their node
# description: >-
#   A host port binds the node's address, passes by Services and network policies, and keeps two
#   such pods off one node.
# custom:
#   id: k8s-host-ports
#   severity: medium
#   scope: resource
#   resource_types: [Pod, ReplicationController, apps/Deployment, apps/DaemonSet, apps/StatefulSet, apps/ReplicaSet, batch/Job, batch/CronJob]
#   remediation: >-
#     Remove hostPort and publish the port with a Service.
#   controls:
#     cis-kubernetes-1.9: ["5.2.13"]
#     pod-security-standards: ["baseline"]
#     nist-800-53-r5: ["SC-7"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.8.9"]
package turnpike.baseline.kubernetes.host_ports

import data.turnpike.baseline.lib.kubernetes

deny contains {
	"msg": sprintf("container %q takes port %v of its node", [container.name, port.hostPort]),
	"path": kubernetes.within(container, ["ports", i, "hostPort"]),
	"key": sprintf("%v:%v", [container.name, port.hostPort]),
} if {
	some container in kubernetes.containers
	some i, port in container.spec.ports
	port.hostPort != 0
}
