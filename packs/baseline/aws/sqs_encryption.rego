# METADATA
# title: SQS queue must be encrypted
# description: >-
#   AWS encrypts queues with its own key unless told otherwise; switching that off leaves messages
#   in clear text on disk.
# custom:
#   id: aws-sqs-encryption
#   severity: medium
#   scope: resource
#   resource_types: [aws_sqs_queue]
#   remediation: Leave sqs_managed_sse_enabled true, or set kms_master_key_id.
#   controls:
#     nist-800-53-r5: ["SC-28"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.8.24"]
#     pci-dss-4: ["3.5.1"]
package turnpike.baseline.aws.sqs_encryption

import data.turnpike.baseline.lib.values

deny contains {"msg": "encryption is switched off", "path": ["sqs_managed_sse_enabled"]} if {
	input.after.sqs_managed_sse_enabled == false
	not own_key
}

own_key if values.present(input.after.kms_master_key_id)

# A key made in this change.
own_key if {
	"create" in input.actions
	some key in turnpike.estate.refs(input.address, ["kms_master_key_id"])
	key.type == "aws_kms_key"
}
