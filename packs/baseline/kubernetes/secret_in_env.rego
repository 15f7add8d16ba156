# METADATA
# title: Secrets must not be written into environment variables in clear text
# description: >-
#   A manifest is stored in Git and readable by everyone who may read the pod. A secret in it is
#   public to them for good.
# custom:
#   id: k8s-secret-in-env
#   severity: high
#   scope: resource
#   resource_types: [Pod, ReplicationController, apps/Deployment, apps/DaemonSet, apps/StatefulSet, apps/ReplicaSet, batch/Job, batch/CronJob]
#   remediation: >-
#     Store the value in a Secret (from an external store) and refer to it by
#     valueFrom.secretKeyRef.
#   controls:
#     cis-kubernetes-1.9: ["5.4.1"]
#     nist-800-53-r5: ["IA-5(7)"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.5.17"]
#     pci-dss-4: ["8.6.2"]
package turnpike.baseline.kubernetes.secret_in_env

import data.turnpike.baseline.lib.kubernetes

# Names that hold a credential, unless what follows says that they only point to one.
telling := `(?i)(passw(or)?d|secret|api_?key|access_?key|private_?key|auth_?token|credential)s?$`

# Deliberately without the value in the message.
deny contains {
	"msg": sprintf("container %q has the variable %v with a value in clear text", [container.name, variable.name]),
	"path": kubernetes.within(container, ["env", i, "value"]),
	"key": sprintf("%v:%v", [container.name, variable.name]),
} if {
	some container in kubernetes.containers
	some i, variable in container.spec.env
	regex.match(telling, variable.name)
	variable.value != ""
	not startswith(variable.value, "$(")
}
