# METADATA
# title: Privileged
# description: Privileged containers share the namespaces of the host.
# scope: package
# related_resources:
# - https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline
# custom:
#   id: KSV-0017
#   avd_id: AVD-KSV-0017
#   severity: HIGH
#   short_code: no-privileged-containers
#   recommended_action: Set containers[].securityContext.privileged to false.
#   input:
#     selector:
#     - type: kubernetes
#       subtypes:
#         - kind: pod
package builtin.kubernetes.KSV017

import rego.v1

import data.lib.shapes

default failPrivileged := false


privileged_of contains container if {
	some container in shapes.containers
	container.securityContext.privileged == true
}

deny contains res if {
	some container in privileged_of
	msg := sprintf("Container '%s' of %s '%s' should set privileged to false", [container.name, shapes.object.kind, shapes.object.metadata.name])
	res := result.new(msg, container)
}
