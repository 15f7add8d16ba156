# METADATA
# title: Pods of the default service account must not carry its token
# description: >-
#   Every pod gets a token for the cluster's API unless it is told not to. A pod that never calls
#   the API only gives it to whoever breaks in.
# custom:
#   id: k8s-token-automount
#   severity: low
#   scope: resource
#   resource_types: [Pod, ReplicationController, apps/Deployment, apps/DaemonSet, apps/StatefulSet, apps/ReplicaSet, batch/Job, batch/CronJob]
#   remediation: >-
#     Set automountServiceAccountToken: false, or run the pod as a service account of its own.
#   controls:
#     cis-kubernetes-1.9: ["5.1.5", "5.1.6"]
#     nist-800-53-r5: ["AC-6"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.8.9"]
package turnpike.baseline.kubernetes.token_automount

import data.turnpike.baseline.lib.kubernetes

default_account if not kubernetes.pod.serviceAccountName

default_account if kubernetes.pod.serviceAccountName in {"", "default"}

deny contains {
	"msg": "the pod runs as the default service account and carries its token",
	"path": kubernetes.at(["automountServiceAccountToken"]),
} if {
	kubernetes.pod
	default_account
	not kubernetes.pod.automountServiceAccountToken == false
}
