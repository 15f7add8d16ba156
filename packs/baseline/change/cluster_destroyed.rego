# METADATA
# title: Change destroys a cluster
# description: Every workload on the cluster stops, and what they kept on its volumes goes with it.
# custom:
#   id: change-cluster-destroyed
#   severity: high
#   scope: resource
#   resource_types: [aws_ecs_cluster, aws_eks_cluster, azurerm_kubernetes_cluster, google_container_cluster]
#   remediation: >-
#     Move the workloads to a second cluster first; take back the attribute that forces the
#     replacement.
#   controls:
#     nist-800-53-r5: ["CM-3", "CP-10"]
#     soc2: ["A1.2", "CC8.1"]
#     iso-27001-2022: ["A.8.14", "A.8.32"]
package turnpike.baseline.change.cluster_destroyed

import data.turnpike.baseline.lib.tags

deny contains {"msg": msg, "path": []} if {
	"delete" in input.actions
	not tags.ephemeral(input.before)
	msg := sprintf("%v is destroyed, with every workload on it", [input.address])
}
