# METADATA
# title: SELinux options must stay within container types
# description: >-
#   A container that picks its own SELinux user, role or a type outside the container types leaves
#   the confinement that keeps it from its node.
# custom:
#   id: k8s-selinux
#   severity: medium
#   scope: resource
#   resource_types: [Pod, ReplicationController, apps/Deployment, apps/DaemonSet, apps/StatefulSet, apps/ReplicaSet, batch/Job, batch/CronJob]
#   remediation: >-
#     Remove seLinuxOptions.user and role, and use the types container_t, container_init_t,
#     container_kvm_t or (since Kubernetes 1.31) container_engine_t.
#   controls:
#     pod-security-standards: ["baseline"]
#     nist-800-53-r5: ["AC-6"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.8.9"]
#   params:
#     kubernetes_version: "1.33"
package turnpike.baseline.kubernetes.selinux

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
	"msg": sprintf("%v sets the SELinux type %v", [entry.name, type]),
	"path": array.concat(entry.path, ["seLinuxOptions", "type"]),
	"key": sprintf("%v:type", [entry.name]),
} if {
	some entry in contexts
	type := entry.context.seLinuxOptions.type
	not allowed(type)
}

deny contains {
	"msg": sprintf("%v sets the SELinux %v", [entry.name, field]),
	"path": array.concat(entry.path, ["seLinuxOptions", field]),
	"key": sprintf("%v:%v", [entry.name, field]),
} if {
	some entry in contexts
	some field in ["user", "role"]
	entry.context.seLinuxOptions[field] != ""
}

allowed(type) if type in {"", "container_t", "container_init_t", "container_kvm_t"}

allowed(type) if {
	type == "container_engine_t"
	kubernetes.since(31)
}
