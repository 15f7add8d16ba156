# METADATA
# title: KMS key should rotate
# description: >-
#   Rotation bounds how much one key has ever encrypted; AWS keeps the old material, so nothing has
#   to be re-encrypted.
# custom:
#   id: aws-kms-rotation
#   severity: medium
#   scope: resource
#   resource_types: [aws_kms_key]
#   remediation: Set enable_key_rotation = true.
#   controls:
#     cis-aws-3.0: ["3.6"]
#     nist-800-53-r5: ["SC-12"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.8.24"]
#     pci-dss-4: ["3.7.4"]
package turnpike.baseline.aws.kms_rotation

import data.turnpike.baseline.lib.values

deny contains {"msg": "key rotation is off", "path": ["enable_key_rotation"]} if {
	input.after.customer_master_key_spec == "SYMMETRIC_DEFAULT"
	input.after.key_usage == "ENCRYPT_DECRYPT"
	not input.after.enable_key_rotation == true
	not elsewhere
}

# Keys of an external or CloudHSM key store do not rotate in KMS.
elsewhere if values.present(input.after.custom_key_store_id)
