# METADATA
# title: IAM role should not trust a whole account without a condition
# description: >-
#   Every role and user of that account that may call sts:AssumeRole becomes this role; for a
#   foreign account its administrators decide, not you.
# custom:
#   id: aws-iam-trust-account
#   severity: low
#   scope: resource
#   resource_types: [aws_iam_role]
#   remediation: >-
#     Name the role that assumes this one, or add a condition such as MFA, sts:ExternalId or
#     aws:PrincipalArn.
#   controls:
#     nist-800-53-r5: ["AC-3", "AC-6"]
#     soc2: ["CC6.3"]
#     iso-27001-2022: ["A.5.15"]
#     pci-dss-4: ["7.2.1"]
package turnpike.baseline.aws.iam_trust_account

import data.turnpike.baseline.lib.iam

deny contains {"msg": msg, "path": ["assume_role_policy"], "key": sprintf("%v", [principal])} if {
	some statement in iam.statements(input.after.assume_role_policy)
	iam.allows(statement)
	iam.unconditional(statement)
	some principal in iam.list(statement.Principal.AWS)
	regex.match(`^([0-9]{12}|arn:aws[a-z-]*:iam::[0-9]{12}:root)$`, principal)
	msg := sprintf("%v is trusted as a whole", [principal])
}
