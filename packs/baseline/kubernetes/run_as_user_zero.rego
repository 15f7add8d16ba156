# METADATA
# title: Containers must not be told to run as user 0
# description: >-
#   runAsUser: 0 starts the container as root whatever its image says.
# custom:
#   id: k8s-run-as-user-zero
#   severity: medium
#   scope: resource
#   resource_types: [Pod, ReplicationController, apps/Deployment, apps/DaemonSet, apps/StatefulSet, apps/ReplicaSet, batch/Job, batch/CronJob]
#   remediation: >-
#     Set runAsUser to a number above 0, or remove it and set USER in the image.
#   controls:
#     cis-kubernetes-1.9: ["5.2.7"]
#     pod-security-standards: ["restricted"]
#     nist-800-53-r5: ["AC-6"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.8.9"]
package turnpike.baseline.kubernetes.run_as_user_zero

import data.turnpike.baseline.lib.kubernetes

contexts contains {"name": "the pod", "path": kubernetes.at(["securityContext"]), "context": kubernetes.pod.securityContext}

contexts contains {
	"name": sprintf("container %q", [container.name]),
	"path": kubernetes.within(container, ["securityContext"]),
	"context": container.spec.securityContext,
} if {
	some container in kubernetes.containers
}

deny contains {
	"msg": sprintf("%v has runAsUser 0", [entry.name]),
	"path": array.concat(entry.path, ["runAsUser"]),
	"key": entry.name,
} if {
	some entry in contexts
	entry.context.runAsUser == 0
}
