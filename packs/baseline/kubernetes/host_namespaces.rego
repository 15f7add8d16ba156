# METADATA
# title: Pods must not share the namespaces of their node
# description: >-
#   With the network, process or IPC namespace of its node a pod sees the traffic and processes of
#   every other pod there and passes by network policies.
# custom:
#   id: k8s-host-namespaces
#   severity: high
#   scope: resource
#   resource_types: [Pod, ReplicationController, apps/Deployment, apps/DaemonSet, apps/StatefulSet, apps/ReplicaSet, batch/Job, batch/CronJob]
#   remediation: >-
#     Remove hostNetwork, hostPID and hostIPC. To be reached from outside, use a Service or an
#     Ingress.
#   controls:
#     cis-kubernetes-1.9: ["5.2.2", "5.2.3", "5.2.4"]
#     pod-security-standards: ["baseline"]
#     nist-800-53-r5: ["AC-4", "AC-6"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.8.9"]
package turnpike.baseline.kubernetes.host_namespaces

import data.turnpike.baseline.lib.kubernetes

deny contains {
	"msg": sprintf("%s is true", [field]),
	"path": kubernetes.at([field]),
	"key": field,
} if {
	some field in ["hostNetwork", "hostPID", "hostIPC"]
	kubernetes.pod[field] == true
}
