# METADATA
# title: GKE nodes should have no public addresses
# description: >-
#   A node with a public address can be reached, and attacked, past every load balancer and
#   policy.
# custom:
#   id: google-gke-private-nodes
#   severity: medium
#   scope: resource
#   resource_types: [google_container_cluster]
#   remediation: >-
#     Set private_cluster_config.enable_private_nodes = true with Cloud NAT for what must go out.
#   controls:
#     nist-800-53-r5: ["SC-7"]
#     soc2: ["CC6.6"]
#     iso-27001-2022: ["A.8.22"]
package turnpike.baseline.google.gke_private_nodes

private if {
	some configuration in input.after.private_cluster_config
	configuration.enable_private_nodes == true
}

deny contains {"msg": "nodes have public addresses", "path": ["private_cluster_config"]} if {
	input.after
	not private
	not input.after.enable_autopilot == true
}
