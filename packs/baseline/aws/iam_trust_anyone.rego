# METADATA
# title: IAM role must not be assumable by anyone
# description: A trust policy that allows every principal lets any AWS account become this role.
# custom:
#   id: aws-iam-trust-anyone
#   severity: critical
#   scope: resource
#   resource_types: [aws_iam_role]
#   remediation: >-
#     Name the accounts, roles or services that may assume the role, or bind the statement with
#     aws:PrincipalOrgID.
#   controls:
#     nist-800-53-r5: ["AC-3", "AC-6"]
#     soc2: ["CC6.1", "CC6.3"]
#     iso-27001-2022: ["A.5.15"]
#     pci-dss-4: ["7.2.1"]
package turnpike.baseline.aws.iam_trust_anyone

import data.turnpike.baseline.lib.iam

deny contains {"msg": "every principal may assume the role", "path": ["assume_role_policy"]} if {
	some statement in iam.statements(input.after.assume_role_policy)
	iam.public(statement)
	not has_external_id(statement)
}

has_external_id(statement) if statement.Condition.StringEquals["sts:ExternalId"]
