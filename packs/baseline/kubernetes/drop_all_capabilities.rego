# METADATA
# title: Containers must drop all capabilities
# description: >-
#   Container runtimes grant about a dozen capabilities that most programs never use and that
#   escapes build on.
# custom:
#   id: k8s-drop-all-capabilities
#   severity: low
#   scope: resource
#   resource_types: [Pod, ReplicationController, apps/Deployment, apps/DaemonSet, apps/StatefulSet, apps/ReplicaSet, batch/Job, batch/CronJob]
#   remediation: >-
#     Set securityContext.capabilities.drop: [ALL], and add back NET_BIND_SERVICE only if the
#     program needs a port below 1024.
#   controls:
#     cis-kubernetes-1.9: ["5.2.10"]
#     pod-security-standards: ["restricted"]
#     nist-800-53-r5: ["AC-6"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.8.9"]
package turnpike.baseline.kubernetes.drop_all_capabilities

import data.turnpike.baseline.lib.kubernetes

drops_all(container) if "ALL" in container.spec.securityContext.capabilities.drop

deny contains {
	"msg": sprintf("container %q keeps the default capabilities", [container.name]),
	"path": kubernetes.within(container, ["securityContext", "capabilities", "drop"]),
	"key": container.name,
} if {
	kubernetes.linux
	some container in kubernetes.containers
	not drops_all(container)
}
