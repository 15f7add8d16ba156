# METADATA
# title: Pods must use only volume types of the restricted standard
# description: >-
#   Volume types outside this list reach the node or a network store without the claim and class
#   that the cluster's owners control.
# custom:
#   id: k8s-volume-types
#   severity: low
#   scope: resource
#   resource_types: [Pod, ReplicationController, apps/Deployment, apps/DaemonSet, apps/StatefulSet, apps/ReplicaSet, batch/Job, batch/CronJob]
#   remediation: >-
#     Use a configMap, csi, downwardAPI, emptyDir, ephemeral, image, persistentVolumeClaim,
#     projected or secret volume.
#   controls:
#     pod-security-standards: ["restricted"]
#     nist-800-53-r5: ["AC-6"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.8.9"]
package turnpike.baseline.kubernetes.volume_types

import data.turnpike.baseline.lib.kubernetes

allowed := {
	"configMap",
	"csi",
	"downwardAPI",
	"emptyDir",
	"ephemeral",
	"image",
	"name",
	"persistentVolumeClaim",
	"projected",
	"secret",
}

# hostPath has a rule of its own.
deny contains {
	"msg": sprintf("the volume %q is of the type %v", [volume.name, type]),
	"path": kubernetes.at(["volumes", i, type]),
	"key": sprintf("%v:%v", [volume.name, type]),
} if {
	some i, volume in kubernetes.pod.volumes
	some type, _ in volume
	not type in allowed
	type != "hostPath"
}
