# METADATA
# title: Log group should be encrypted with a key of your own
# description: >-
#   CloudWatch encrypts logs in any case; with a key of your own you say who may read them and
#   can take that back.
# custom:
#   id: aws-log-encryption
#   severity: low
#   scope: resource
#   resource_types: [aws_cloudwatch_log_group]
#   remediation: Set kms_key_id.
#   controls:
#     nist-800-53-r5: ["SC-28"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.8.24"]
#     pci-dss-4: ["3.5.1"]
package turnpike.baseline.aws.log_encryption

import data.turnpike.baseline.lib.values

deny contains {"msg": "no key of your own is set", "path": ["kms_key_id"]} if {
	input.after != null
	not values.present(input.after.kms_key_id)
}
