# METADATA
# title: IAM policy should not allow dangerous actions on every resource
# description: >-
#   A service wildcard on every resource grants what nobody listed, tomorrow's actions included.
#   Actions that change identities are as good as an administrator's rights, one step later.
# custom:
#   id: aws-iam-wide-actions
#   severity: medium
#   scope: resource
#   resource_types:
#     - aws_iam_policy
#     - aws_iam_role
#     - aws_iam_role_policy
#     - aws_iam_user_policy
#     - aws_iam_group_policy
#     - aws_ssoadmin_permission_set_inline_policy
#   remediation: >-
#     List the actions and restrict the statement to the resources of the application; bind
#     iam:PassRole to named roles or with iam:PassedToService.
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

deny contains {"msg": msg, "path": policy.path, "key": sprintf("%v %v", [policy.name, action])} if {
	some policy in iam.policies(input.after)
	not policy.separate
	some statement in iam.statements(policy.text)
	iam.allows(statement)
	iam.on_everything(statement)
	iam.unconditional(statement)
	some action in iam.list(statement.Action)
	dangerous(lower(action))
	msg := sprintf("%v is allowed on every resource", [action])
}

dangerous(action) if {
	parts := split(action, ":")
	parts[1] == "*"
	parts[0] in input.params.services
}

dangerous(action) if action in escalating

escalating := {
	"iam:addusertogroup",
	"iam:attachgrouppolicy",
	"iam:attachrolepolicy",
	"iam:attachuserpolicy",
	"iam:createaccesskey",
	"iam:createloginprofile",
	"iam:createpolicyversion",
	"iam:passrole",
	"iam:putgrouppolicy",
	"iam:putrolepolicy",
	"iam:putuserpolicy",
	"iam:setdefaultpolicyversion",
	"iam:updateassumerolepolicy",
	"iam:updateloginprofile",
}
