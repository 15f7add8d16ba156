# METADATA
# title: EKS nodes must not offer SSH to everyone
# description: >-
#   A node group with an SSH key and no source group gets a security group that admits port 22 from
#   the internet.
# custom:
#   id: aws-eks-node-ssh
#   severity: high
#   scope: resource
#   resource_types: [aws_eks_node_group]
#   remediation: Leave remote_access out and use Session Manager, or set source_security_group_ids.
#   controls:
#     nist-800-53-r5: ["AC-17", "SC-7"]
#     soc2: ["CC6.6"]
#     iso-27001-2022: ["A.8.20"]
#     pci-dss-4: ["1.3.1"]
package turnpike.baseline.aws.eks_node_ssh

deny contains {"msg": msg, "path": ["remote_access", i]} if {
	some i, access in input.after.remote_access
	access.ec2_ssh_key != null
	not limited(access)
	msg := sprintf("the key %v opens port 22 to 0.0.0.0/0", [access.ec2_ssh_key])
}

limited(access) if count(access.source_security_group_ids) > 0
