# METADATA
# title: Seccomp must not be switched off
# description: >-
#   Without seccomp a container may call the whole kernel, and a flaw in any system call is a way
#   out.
# custom:
#   id: k8s-seccomp-unconfined
#   severity: high
#   scope: resource
#   resource_types: [Pod, ReplicationController, apps/Deployment, apps/DaemonSet, apps/StatefulSet, apps/ReplicaSet, batch/Job, batch/CronJob]
#   remediation: >-
#     Remove the Unconfined profile; RuntimeDefault suits nearly everything.
#   controls:
#     cis-kubernetes-1.9: ["5.7.2"]
#     pod-security-standards: ["baseline"]
#     nist-800-53-r5: ["AC-6"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.8.9"]
package turnpike.baseline.kubernetes.seccomp_unconfined

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
	"msg": sprintf("%v has the seccomp profile Unconfined", [entry.name]),
	"path": array.concat(entry.path, ["seccompProfile", "type"]),
	"key": entry.name,
} if {
	some entry in contexts
	entry.context.seccompProfile.type == "Unconfined"
}
