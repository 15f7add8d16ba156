# METADATA
# title: Redis user must need a password
# description: A user without a password lets whoever reaches the port run its commands.
# custom:
#   id: aws-elasticache-user-open
#   severity: high
#   scope: resource
#   resource_types: [aws_elasticache_user, aws_memorydb_user]
#   remediation: >-
#     Use authentication_mode with type "iam" or "password", and an access string with the commands
#     and keys needed.
#   controls:
#     nist-800-53-r5: ["IA-2", "AC-3"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.8.5"]
#     pci-dss-4: ["8.3.1"]
package turnpike.baseline.aws.elasticache_user_open

deny contains {"msg": "no password is required", "path": ["no_password_required"]} if {
	input.after.no_password_required == true
	not switched_off
}

deny contains {"msg": "no password is required", "path": ["authentication_mode", i, "type"]} if {
	some i, mode in input.after.authentication_mode
	mode.type == "no-password-required"
	not input.after.no_password_required == true
	not switched_off
}

# The usual way to close the default user: no password, and no rights.
switched_off if startswith(input.after.access_string, "off ")
