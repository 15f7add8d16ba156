# METADATA
# title: DynamoDB table should be encrypted with a key of your own
# description: >-
#   DynamoDB encrypts in any case, by default with a key that AWS owns and nobody can audit or
#   revoke.
# custom:
#   id: aws-dynamodb-encryption
#   severity: low
#   scope: resource
#   resource_types: [aws_dynamodb_table]
#   remediation: Add server_side_encryption with enabled = true and kms_key_arn.
#   controls:
#     nist-800-53-r5: ["SC-28"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.8.24"]
#     pci-dss-4: ["3.5.1"]
package turnpike.baseline.aws.dynamodb_encryption

import data.turnpike.baseline.lib.tags

deny contains {"msg": "only a key that AWS owns encrypts the table", "path": ["server_side_encryption"]} if {
	input.after != null
	not own_key
	not tags.ephemeral(input.after)
}

own_key if {
	some encryption in input.after.server_side_encryption
	encryption.enabled == true
}
