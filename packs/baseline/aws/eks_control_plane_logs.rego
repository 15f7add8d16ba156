# METADATA
# title: EKS cluster must write audit logs
# description: Without the audit log nobody can say who changed what in the cluster.
# custom:
#   id: aws-eks-control-plane-logs
#   severity: medium
#   scope: resource
#   resource_types: [aws_eks_cluster]
#   remediation: Set enabled_cluster_log_types to at least ["audit", "authenticator"].
#   controls:
#     nist-800-53-r5: ["AU-12"]
#     soc2: ["CC7.2"]
#     iso-27001-2022: ["A.8.15"]
#     pci-dss-4: ["10.2.1"]
package turnpike.baseline.aws.eks_control_plane_logs

deny contains {"msg": "the audit log is off", "path": ["enabled_cluster_log_types"]} if {
	input.after != null
	not audited
}

audited if "audit" in input.after.enabled_cluster_log_types
