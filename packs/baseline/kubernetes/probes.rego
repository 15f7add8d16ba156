# METADATA
# title: Long-running containers must have a readiness probe
# description: >-
#   Without a readiness probe a pod gets traffic from its first moment and keeps it while it
#   cannot serve: every deployment and every overload loses requests.
# custom:
#   id: k8s-probes
#   severity: low
#   scope: resource
#   resource_types: [apps/Deployment, apps/StatefulSet, apps/DaemonSet]
#   remediation: >-
#     Add a readinessProbe that answers only when the container can serve.
#   controls:
#     nist-800-53-r5: ["CP-10"]
#     soc2: ["A1.2"]
#     iso-27001-2022: ["A.8.14"]
package turnpike.baseline.kubernetes.probes

import data.turnpike.baseline.lib.kubernetes

deny contains {
	"msg": sprintf("container %q has ports and no readiness probe", [container.name]),
	"path": kubernetes.within(container, ["readinessProbe"]),
	"key": container.name,
} if {
	some container in kubernetes.containers
	"containers" in container.path
	count(container.spec.ports) > 0
	not container.spec.readinessProbe
}
