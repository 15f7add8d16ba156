# METADATA
# title: Pods must not mount folders of their node
# description: >-
#   A hostPath volume gives the pod files of its node: credentials of the kubelet, the container
#   runtime socket, other pods' data. Even read-only it leaks; writable it is the node.
# custom:
#   id: k8s-host-path
#   severity: high
#   scope: resource
#   resource_types: [Pod, ReplicationController, apps/Deployment, apps/DaemonSet, apps/StatefulSet, apps/ReplicaSet, batch/Job, batch/CronJob]
#   remediation: >-
#     Use a persistentVolumeClaim, configMap, secret, emptyDir or projected volume. For devices,
#     use a device plugin.
#   controls:
#     cis-kubernetes-1.9: ["5.2.12"]
#     pod-security-standards: ["baseline"]
#     nist-800-53-r5: ["AC-6"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.8.9"]
package turnpike.baseline.kubernetes.host_path

import data.turnpike.baseline.lib.kubernetes

deny contains {
	"msg": sprintf("the volume %q mounts %v of the node", [volume.name, volume.hostPath.path]),
	"path": kubernetes.at(["volumes", i, "hostPath"]),
	"key": volume.name,
} if {
	some i, volume in kubernetes.pod.volumes
	volume.hostPath.path
}
