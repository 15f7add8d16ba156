# METADATA
# title: IAM policy should not allow granting oneself more
# description: >-
#   These actions on every resource are as good as an administrator's rights, one step later: a new
#   policy version, a new key for another user, or a stronger role passed to a machine.
# custom:
#   id: aws-iam-escalation
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
#     Restrict the action to named roles or users, and bind iam:PassRole with iam:PassedToService.
#   controls:
#     nist-800-53-r5: ["AC-6"]
#     soc2: ["CC6.3"]
#     iso-27001-2022: ["A.8.2"]
#     pci-dss-4: ["7.2.2"]
package turnpike.baseline.aws.iam_escalation

import data.turnpike.baseline.lib.iam

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

deny contains {"msg": msg, "path": policy.path, "key": sprintf("%v %v", [policy.name, action])} if {
	some policy in iam.policies(input.after)
	not policy.separate
	some statement in iam.statements(policy.text)
	iam.allows(statement)
	iam.on_everything(statement)
	iam.unconditional(statement)
	some action in iam.list(statement.Action)
	lower(action) in escalating
	msg := sprintf("%v is allowed on every resource", [action])
}
