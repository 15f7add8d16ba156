# METADATA
# title: DAX cluster must be encrypted at rest
# description: The cache keeps copies of the table's items on disk.
# custom:
#   id: aws-dax-encryption
#   severity: medium
#   scope: resource
#   resource_types: [aws_dax_cluster]
#   remediation: Add server_side_encryption with enabled = true.
#   controls:
#     nist-800-53-r5: ["SC-28"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.8.24"]
#     pci-dss-4: ["3.5.1"]
package turnpike.baseline.aws.dax_encryption

deny contains {"msg": "the cache is not encrypted", "path": ["server_side_encryption"]} if {
	input.after != null
	not encrypted
}

encrypted if {
	some encryption in input.after.server_side_encryption
	encryption.enabled == true
}
