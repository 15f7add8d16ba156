# METADATA
# title: Containers must be required not to run as root
# description: >-
#   Root in a container is root in the kernel's eyes: a flaw in the runtime or a careless mount
#   makes it root on the node.
# custom:
#   id: k8s-run-as-non-root
#   severity: medium
#   scope: resource
#   resource_types: [Pod, ReplicationController, apps/Deployment, apps/DaemonSet, apps/StatefulSet, apps/ReplicaSet, batch/Job, batch/CronJob]
#   remediation: >-
#     Set securityContext.runAsNonRoot: true on the pod, and a USER in the image.
#   controls:
#     cis-kubernetes-1.9: ["5.2.7"]
#     pod-security-standards: ["restricted"]
#     nist-800-53-r5: ["AC-6"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.8.9"]
package turnpike.baseline.kubernetes.run_as_non_root

import data.turnpike.baseline.lib.kubernetes

pod_wide if kubernetes.pod.securityContext.runAsNonRoot == true

# A container without its own answer takes the pod's.
required(container) if container.spec.securityContext.runAsNonRoot == true

required(container) if {
	pod_wide
	not container.spec.securityContext.runAsNonRoot == false
}

deny contains {
	"msg": sprintf("container %q may run as root", [container.name]),
	"path": kubernetes.within(container, ["securityContext", "runAsNonRoot"]),
	"key": container.name,
} if {
	some container in kubernetes.containers
	not required(container)
}
