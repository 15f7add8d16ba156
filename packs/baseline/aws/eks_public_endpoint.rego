# METADATA
# title: EKS API endpoint must not be open to the internet
# description: >-
#   The API server decides about everything in the cluster; open to every address, only its
#   authentication is left.
# custom:
#   id: aws-eks-public-endpoint
#   severity: high
#   scope: resource
#   resource_types: [aws_eks_cluster]
#   remediation: >-
#     Set endpoint_public_access = false, or list the ranges of your offices and CI in
#     public_access_cidrs.
#   controls:
#     nist-800-53-r5: ["AC-4", "AC-17", "SC-7"]
#     soc2: ["CC6.6"]
#     iso-27001-2022: ["A.8.20"]
#     pci-dss-4: ["1.3.1"]
package turnpike.baseline.aws.eks_public_endpoint

import data.turnpike.baseline.lib.network

deny contains {"msg": msg, "path": ["vpc_config", i, "public_access_cidrs"], "key": sprintf("%v", [cidr])} if {
	some i, config in input.after.vpc_config
	config.endpoint_public_access == true
	some cidr in config.public_access_cidrs
	network.internet(cidr)
	msg := sprintf("%v may reach the API endpoint", [cidr])
}
