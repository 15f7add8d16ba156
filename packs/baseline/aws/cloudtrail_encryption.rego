# METADATA
# title: CloudTrail logs should be encrypted with a key of your own
# description: A key separates who may read the trail from who may read the bucket.
# custom:
#   id: aws-cloudtrail-encryption
#   severity: low
#   scope: resource
#   resource_types: [aws_cloudtrail]
#   remediation: Set kms_key_id.
#   controls:
#     cis-aws-3.0: ["3.5"]
#     nist-800-53-r5: ["AU-9", "SC-28"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.8.24"]
#     pci-dss-4: ["10.3.2"]
package turnpike.baseline.aws.cloudtrail_encryption

import data.turnpike.baseline.lib.values

deny contains {"msg": "the trail has no KMS key", "path": ["kms_key_id"]} if {
	input.after != null
	not encrypted
}

encrypted if values.present(input.after.kms_key_id)
