# METADATA
# title: Access keys should not be made in code
# description: >-
#   The key's secret is stored in the state in clear text, it does not expire, and who can read the
#   state can use it.
# custom:
#   id: aws-iam-access-key
#   severity: medium
#   scope: resource
#   resource_types: [aws_iam_access_key]
#   remediation: >-
#     Use a role; CI systems and other clouds can assume one through OpenID Connect. Where a key is
#     unavoidable, give pgp_key and rotate it.
#   controls:
#     nist-800-53-r5: ["IA-5"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.5.17"]
#     pci-dss-4: ["8.6.2", "8.6.3"]
package turnpike.baseline.aws.iam_access_key

deny contains {"msg": msg, "path": ["user"]} if {
	input.after != null
	not input.after.status == "Inactive"
	msg := sprintf("a long-lived key for the user %v", [input.after.user])
}
