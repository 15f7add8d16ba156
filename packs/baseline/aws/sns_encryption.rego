# METADATA
# title: SNS topic should be encrypted
# description: Without a key, messages that wait for a subscriber are stored in clear text.
# custom:
#   id: aws-sns-encryption
#   severity: low
#   scope: resource
#   resource_types: [aws_sns_topic]
#   remediation: Set kms_master_key_id, with a key whose policy lets the publishing services use it.
#   controls:
#     nist-800-53-r5: ["SC-28"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.8.24"]
#     pci-dss-4: ["3.5.1"]
package turnpike.baseline.aws.sns_encryption

import data.turnpike.baseline.lib.values

deny contains {"msg": "the topic has no KMS key", "path": ["kms_master_key_id"]} if {
	input.after != null
	not encrypted
}

encrypted if values.present(input.after.kms_master_key_id)
