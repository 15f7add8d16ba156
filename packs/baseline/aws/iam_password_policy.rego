# METADATA
# title: The account's password policy must demand long passwords
# description: >-
#   Console passwords shorter than 14 characters, or reused, fall to guessing and to leaks from
#   elsewhere.
# custom:
#   id: aws-iam-password-policy
#   severity: medium
#   scope: resource
#   resource_types: [aws_iam_account_password_policy]
#   remediation: Set minimum_password_length to 14 or more and password_reuse_prevention to 24.
#   controls:
#     cis-aws-3.0: ["1.8", "1.9"]
#     nist-800-53-r5: ["IA-5"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.5.17"]
#     pci-dss-4: ["8.3.6", "8.3.7"]
#   params:
#     minimum_length: 14
package turnpike.baseline.aws.iam_password_policy

deny contains {"msg": msg, "path": ["minimum_password_length"], "key": "length"} if {
	input.after.minimum_password_length < input.params.minimum_length
	msg := sprintf("passwords of %v characters are accepted", [input.after.minimum_password_length])
}
