# METADATA
# title: Kinesis stream must be encrypted
# description: Records lie in clear text on the stream for as long as they are retained.
# custom:
#   id: aws-kinesis-encryption
#   severity: medium
#   scope: resource
#   resource_types: [aws_kinesis_stream]
#   remediation: Set encryption_type = "KMS" and kms_key_id.
#   controls:
#     nist-800-53-r5: ["SC-28"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.8.24"]
#     pci-dss-4: ["3.5.1"]
package turnpike.baseline.aws.kinesis_encryption

deny contains {"msg": "records are not encrypted", "path": ["encryption_type"]} if {
	input.after != null
	not input.after.encryption_type == "KMS"
}
