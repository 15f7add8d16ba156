# METADATA
# title: Windows containers must not run as host processes
# description: >-
#   A HostProcess container runs on the Windows node itself, with its file system and network.
# custom:
#   id: k8s-host-process
#   severity: high
#   scope: resource
#   resource_types: [Pod, ReplicationController, apps/Deployment, apps/DaemonSet, apps/StatefulSet, apps/ReplicaSet, batch/Job, batch/CronJob]
#   remediation: >-
#     Remove windowsOptions.hostProcess.
#   controls:
#     cis-kubernetes-1.9: ["5.2.11"]
#     pod-security-standards: ["baseline"]
#     nist-800-53-r5: ["AC-6"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.8.9"]
package turnpike.baseline.kubernetes.host_process

import data.turnpike.baseline.lib.kubernetes

contexts contains {"path": kubernetes.at(["securityContext"]), "context": kubernetes.pod.securityContext, "name": "pod"}

contexts contains {
	"path": kubernetes.within(container, ["securityContext"]),
	"context": container.spec.securityContext,
	"name": container.name,
} if {
	some container in kubernetes.containers
}

deny contains {
	"msg": sprintf("%v runs as a host process", [entry.name]),
	"path": array.concat(entry.path, ["windowsOptions", "hostProcess"]),
	"key": entry.name,
} if {
	some entry in contexts
	entry.context.windowsOptions.hostProcess == true
}
