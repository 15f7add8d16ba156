# METADATA
# title: Images must be pinned to a version
# description: >-
#   An image without a tag, or tagged latest, is whatever was pushed last: two pods of one
#   deployment can run different code, and a rollback changes nothing.
# custom:
#   id: k8s-image-pinned
#   severity: medium
#   scope: resource
#   resource_types: [Pod, ReplicationController, apps/Deployment, apps/DaemonSet, apps/StatefulSet, apps/ReplicaSet, batch/Job, batch/CronJob]
#   remediation: >-
#     Name a version tag, better a digest (image@sha256:…). Set the parameter require_digest to
#     accept digests only.
#   controls:
#     cis-kubernetes-1.9: ["5.5.1"]
#     nist-800-53-r5: ["CM-2", "SR-4"]
#     soc2: ["CC8.1"]
#     iso-27001-2022: ["A.8.32"]
#   params:
#     require_digest: false
package turnpike.baseline.kubernetes.image_pinned

import data.turnpike.baseline.lib.kubernetes

digest(image) if contains(image, "@sha256:")

# The tag stands after the last slash, since a registry may have a port.
tag(image) := parts[1] if {
	segments := split(image, "/")
	parts := split(segments[count(segments) - 1], ":")
	count(parts) == 2
}

pinned(image) if digest(image)

pinned(image) if {
	not input.params.require_digest == true
	tag(image) != "latest"
}

deny contains {
	"msg": sprintf("container %q runs the image %v, which is not pinned", [container.name, container.spec.image]),
	"path": kubernetes.within(container, ["image"]),
	"key": container.name,
} if {
	some container in kubernetes.containers
	not pinned(container.spec.image)
}
