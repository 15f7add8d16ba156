# METADATA
# title: Resource share should stay within the organisation
# description: >-
#   With external principals allowed, one wrong account id shares the resource with a stranger.
# custom:
#   id: aws-ram-external
#   severity: medium
#   scope: resource
#   resource_types: [aws_ram_resource_share]
#   remediation: Set allow_external_principals = false.
#   controls:
#     nist-800-53-r5: ["AC-3", "AC-4"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.5.15"]
package turnpike.baseline.aws.ram_external

deny contains {"msg": "accounts outside the organisation may be added", "path": ["allow_external_principals"]} if {
	input.after.allow_external_principals == true
}
