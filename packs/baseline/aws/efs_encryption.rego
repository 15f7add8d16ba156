# METADATA
# title: EFS file system must be encrypted
# description: >-
#   Encryption at rest can only be chosen when the file system is made; a clear one has to be copied
#   later.
# custom:
#   id: aws-efs-encryption
#   severity: high
#   scope: resource
#   resource_types: [aws_efs_file_system]
#   remediation: Set encrypted = true.
#   controls:
#     cis-aws-3.0: ["2.4.1"]
#     nist-800-53-r5: ["SC-28"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.8.24"]
#     pci-dss-4: ["3.5.1"]
package turnpike.baseline.aws.efs_encryption

deny contains {"msg": "the file system is not encrypted", "path": ["encrypted"]} if {
	input.after != null
	not input.after.encrypted == true
}
