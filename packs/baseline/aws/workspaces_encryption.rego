# METADATA
# title: WorkSpaces volumes must be encrypted
# description: Both volumes of a desktop hold what its user works with.
# custom:
#   id: aws-workspaces-encryption
#   severity: medium
#   scope: resource
#   resource_types: [aws_workspaces_workspace]
#   remediation: >-
#     Set root_volume_encryption_enabled and user_volume_encryption_enabled, with
#     volume_encryption_key.
#   controls:
#     nist-800-53-r5: ["SC-28"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.8.24"]
#     pci-dss-4: ["3.5.1"]
package turnpike.baseline.aws.workspaces_encryption

deny contains {"msg": msg, "path": [attribute], "key": attribute} if {
	input.after != null
	some attribute in ["root_volume_encryption_enabled", "user_volume_encryption_enabled"]
	not input.after[attribute] == true
	msg := sprintf("%v is not set", [attribute])
}
