# METADATA
# title: Glue's data catalogue and its connection passwords must be encrypted
# description: >-
#   The catalogue tells where all data lies; connection passwords open the way there.
# custom:
#   id: aws-glue-encryption
#   severity: medium
#   scope: resource
#   resource_types: [aws_glue_data_catalog_encryption_settings]
#   remediation: >-
#     Set catalog_encryption_mode = "SSE-KMS" and return_connection_password_encrypted =
#     true.
#   controls:
#     nist-800-53-r5: ["SC-28"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.8.24"]
#     pci-dss-4: ["3.5.1"]
package turnpike.baseline.aws.glue_encryption

deny contains {"msg": "the catalogue is not encrypted", "path": ["data_catalog_encryption_settings", i, "encryption_at_rest", j, "catalog_encryption_mode"], "key": "catalogue"} if {
	some i, settings in input.after.data_catalog_encryption_settings
	some j, rest in settings.encryption_at_rest
	rest.catalog_encryption_mode == "DISABLED"
}

deny contains {"msg": "connection passwords are not encrypted", "path": ["data_catalog_encryption_settings", i, "connection_password_encryption", j, "return_connection_password_encrypted"], "key": "passwords"} if {
	some i, settings in input.after.data_catalog_encryption_settings
	some j, passwords in settings.connection_password_encryption
	passwords.return_connection_password_encrypted == false
}
