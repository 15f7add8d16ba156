# METADATA
# title: AppArmor must not be switched off
# description: >-
#   AppArmor confines what a container may do to its node. "Unconfined" removes the profile that
#   the runtime applies by default.
# custom:
#   id: k8s-apparmor
#   severity: medium
#   scope: resource
#   resource_types: [Pod, ReplicationController, apps/Deployment, apps/DaemonSet, apps/StatefulSet, apps/ReplicaSet, batch/Job, batch/CronJob]
#   remediation: >-
#     Remove the Unconfined profile, or name RuntimeDefault or a Localhost profile.
#   controls:
#     pod-security-standards: ["baseline"]
#     nist-800-53-r5: ["AC-6"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.8.9"]
package turnpike.baseline.kubernetes.apparmor

import data.turnpike.baseline.lib.kubernetes

deny contains {
	"msg": sprintf("%v has the AppArmor profile Unconfined", [entry.name]),
	"path": entry.path,
	"key": entry.name,
} if {
	some entry in unconfined
}

unconfined contains {"name": "the pod", "path": kubernetes.at(["securityContext", "appArmorProfile", "type"])} if {
	kubernetes.pod.securityContext.appArmorProfile.type == "Unconfined"
}

unconfined contains {
	"name": sprintf("container %q", [container.name]),
	"path": kubernetes.within(container, ["securityContext", "appArmorProfile", "type"]),
} if {
	some container in kubernetes.containers
	container.spec.securityContext.appArmorProfile.type == "Unconfined"
}

# Before Kubernetes 1.30 the profile stood in an annotation.
unconfined contains {"name": sprintf("annotation %q", [name]), "path": annotation_path(name)} if {
	some name, value in kubernetes.pod_metadata.annotations
	startswith(name, "container.apparmor.security.beta.kubernetes.io/")
	value == "unconfined"
}

annotation_path(name) := array.concat(array.slice(kubernetes.pod_path, 0, count(kubernetes.pod_path) - 1), ["metadata", "annotations", name])
