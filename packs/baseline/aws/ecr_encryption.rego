# METADATA
# title: Container images should be encrypted with a key of your own
# description: >-
#   ECR encrypts in any case; with a key of your own you say who may pull and can take that
#   back.
# custom:
#   id: aws-ecr-encryption
#   severity: low
#   scope: resource
#   resource_types: [aws_ecr_repository]
#   remediation: Add encryption_configuration with encryption_type = "KMS".
#   controls:
#     nist-800-53-r5: ["SC-28"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.8.24"]
#     pci-dss-4: ["3.5.1"]
package turnpike.baseline.aws.ecr_encryption

deny contains {"msg": "images are not encrypted with a KMS key", "path": ["encryption_configuration"]} if {
	input.after != null
	not own_key
}

own_key if {
	some encryption in input.after.encryption_configuration
	encryption.encryption_type in {"KMS", "KMS_DSSE"}
}
