# METADATA
# title: IAM policy should not allow a whole service on every resource
# description: >-
#   A service wildcard on every resource grants what nobody listed, tomorrow's actions included; in
#   these services that means reading secrets, deleting data or granting oneself more.
# custom:
#   id: aws-iam-wide-actions
#   severity: medium
#   scope: resource
#   resource_types: [aws_iam_policy, aws_iam_role_policy, aws_iam_user_policy, aws_iam_group_policy, aws_iam_role]
#   remediation: List the actions, or restrict the statement to the resources of the application.
#   controls:
#     nist-800-53-r5: ["AC-6"]
#     soc2: ["CC6.3"]
#     iso-27001-2022: ["A.5.15", "A.8.2"]
#     pci-dss-4: ["7.2.1", "7.2.2"]
#   params:
#     services:
#       - iam
#       - sts
#       - organizations
#       - sso
#       - kms
#       - secretsmanager
#       - ssm
#       - s3
#       - dynamodb
#       - rds
#       - redshift
#       - sqs
#       - sns
#       - lambda
#       - ec2
#       - ecs
#       - eks
#       - ecr
#       - cloudformation
#       - route53
#       - cloudtrail
#       - config
#       - guardduty
package turnpike.baseline.aws.iam_wide_actions

import data.turnpike.baseline.lib.iam

deny contains {"msg": msg, "path": ["policy"], "key": sprintf("%v", [action])} if {
	some statement in iam.statements(input.after.policy)
	some action in wide_actions(statement)
	msg := sprintf("%v is allowed on every resource", [action])
}

deny contains {"msg": msg, "path": ["inline_policy", i, "policy"], "key": sprintf("%v %v", [inline.name, action])} if {
	some i, inline in input.after.inline_policy
	some statement in iam.statements(inline.policy)
	some action in wide_actions(statement)
	msg := sprintf("the inline policy %v allows %v on every resource", [inline.name, action])
}

wide_actions(statement) := {action |
	iam.allows(statement)
	iam.on_everything(statement)
	iam.unconditional(statement)
	some action in iam.list(statement.Action)
	some service in input.params.services
	lower(action) == sprintf("%s:*", [service])
}
