# METADATA
# title: EKS secrets should be encrypted with a key of your own
# description: >-
#   With your own key, access to the cluster's secrets at rest can be logged and withdrawn.
# custom:
#   id: aws-eks-secrets-encryption
#   severity: low
#   scope: resource
#   resource_types: [aws_eks_cluster]
#   remediation: Add encryption_config with resources ["secrets"] and a KMS key.
#   controls:
#     nist-800-53-r5: ["SC-12", "SC-28"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.8.24"]
#     pci-dss-4: ["3.5.1"]
package turnpike.baseline.aws.eks_secrets_encryption

deny contains {"msg": "no key encrypts the cluster's secrets", "path": ["encryption_config"]} if {
	input.after != null
	not encrypted
}

encrypted if {
	some encryption in input.after.encryption_config
	"secrets" in encryption.resources
}
