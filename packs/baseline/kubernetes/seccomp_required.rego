# METADATA
# title: Containers must have a seccomp profile
# description: >-
#   Clusters do not apply a seccomp profile unless told to. RuntimeDefault closes the system calls
#   that escapes from containers have used.
# custom:
#   id: k8s-seccomp-required
#   severity: low
#   scope: resource
#   resource_types: [Pod, ReplicationController, apps/Deployment, apps/DaemonSet, apps/StatefulSet, apps/ReplicaSet, batch/Job, batch/CronJob]
#   remediation: >-
#     Set securityContext.seccompProfile.type: RuntimeDefault on the pod.
#   controls:
#     cis-kubernetes-1.9: ["5.7.2"]
#     pod-security-standards: ["restricted"]
#     nist-800-53-r5: ["AC-6"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.8.9"]
package turnpike.baseline.kubernetes.seccomp_required

import data.turnpike.baseline.lib.kubernetes

confined(context) if context.seccompProfile.type in {"RuntimeDefault", "Localhost"}

has_profile(container) if confined(container.spec.securityContext)

has_profile(container) if {
	not container.spec.securityContext.seccompProfile
	confined(kubernetes.pod.securityContext)
}

# Unconfined, said openly, has a rule of its own.
deny contains {
	"msg": sprintf("container %q has no seccomp profile", [container.name]),
	"path": kubernetes.within(container, ["securityContext", "seccompProfile"]),
	"key": container.name,
} if {
	kubernetes.linux
	some container in kubernetes.containers
	not has_profile(container)
	not container.spec.securityContext.seccompProfile.type == "Unconfined"
}
