# METADATA
# title: Secret should be encrypted with a key of your own
# description: >-
#   Secrets Manager encrypts in any case; with a key of your own reading needs the key too,
#   and another account can be let in.
# custom:
#   id: aws-secret-encryption
#   severity: low
#   scope: resource
#   resource_types: [aws_secretsmanager_secret]
#   remediation: Set kms_key_id.
#   controls:
#     nist-800-53-r5: ["SC-28"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.8.24"]
#     pci-dss-4: ["3.5.1"]
package turnpike.baseline.aws.secret_encryption

import data.turnpike.baseline.lib.values

deny contains {"msg": "no key of your own is set", "path": ["kms_key_id"]} if {
	input.after != null
	not own_key
}

own_key if {
	values.present(input.after.kms_key_id)
	not endswith(input.after.kms_key_id, "alias/aws/secretsmanager")
}
