# METADATA
# title: Containers must have a memory limit
# description: >-
#   Without a limit one leaking container takes the memory of its node, and the kernel kills
#   whichever process it picks.
# custom:
#   id: k8s-memory-limit
#   severity: medium
#   scope: resource
#   resource_types: [Pod, ReplicationController, apps/Deployment, apps/DaemonSet, apps/StatefulSet, apps/ReplicaSet, batch/Job, batch/CronJob]
#   remediation: >-
#     Set resources.limits.memory. A CPU limit is not asked for: it throttles and protects nobody.
#   controls:
#     nist-800-53-r5: ["SC-5"]
#     soc2: ["A1.1"]
#     iso-27001-2022: ["A.8.6"]
package turnpike.baseline.kubernetes.memory_limit

import data.turnpike.baseline.lib.kubernetes

deny contains {
	"msg": sprintf("container %q has no memory limit", [container.name]),
	"path": kubernetes.within(container, ["resources", "limits", "memory"]),
	"key": container.name,
} if {
	some container in kubernetes.containers
	not "ephemeralContainers" in container.path
	not container.spec.resources.limits.memory
}
