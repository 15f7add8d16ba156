# METADATA
# title: Containers must request CPU and memory
# description: >-
#   The scheduler places a pod by what it requests. A container that requests nothing is placed
#   anywhere and is the first to be evicted or starved.
# custom:
#   id: k8s-resource-requests
#   severity: low
#   scope: resource
#   resource_types: [Pod, ReplicationController, apps/Deployment, apps/DaemonSet, apps/StatefulSet, apps/ReplicaSet, batch/Job, batch/CronJob]
#   remediation: >-
#     Set resources.requests.cpu and resources.requests.memory from what the container uses.
#   controls:
#     nist-800-53-r5: ["SC-5"]
#     soc2: ["A1.1"]
#     iso-27001-2022: ["A.8.6"]
package turnpike.baseline.kubernetes.resource_requests

import data.turnpike.baseline.lib.kubernetes

# A limit without a request counts as the request.
requested(container, resource) if container.spec.resources.requests[resource]

requested(container, resource) if container.spec.resources.limits[resource]

deny contains {
	"msg": sprintf("container %q requests no %v", [container.name, resource]),
	"path": kubernetes.within(container, ["resources", "requests", resource]),
	"key": sprintf("%v:%v", [container.name, resource]),
} if {
	some container in kubernetes.containers
	not "ephemeralContainers" in container.path
	some resource in ["cpu", "memory"]
	not requested(container, resource)
}
