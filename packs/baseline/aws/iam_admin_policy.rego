# METADATA
# title: IAM policy must not allow everything on everything
# description: >-
#   Whoever holds such a policy owns the account, and so does whoever takes over the workload that
#   holds it.
# custom:
#   id: aws-iam-admin-policy
#   severity: high
#   scope: resource
#   resource_types:
#     - aws_iam_policy
#     - aws_iam_role
#     - aws_iam_role_policy
#     - aws_iam_user_policy
#     - aws_iam_group_policy
#     - aws_ssoadmin_permission_set_inline_policy
#   remediation: >-
#     List the actions and resources that the task needs; start from the access that CloudTrail
#     shows was used.
#   controls:
#     cis-aws-3.0: ["1.16"]
#     nist-800-53-r5: ["AC-6"]
#     soc2: ["CC6.3"]
#     iso-27001-2022: ["A.5.15", "A.8.2"]
#     pci-dss-4: ["7.2.1", "7.2.2"]
package turnpike.baseline.aws.iam_admin_policy

import data.turnpike.baseline.lib.iam

deny contains {"msg": msg, "path": policy.path, "key": sprintf("%v", [policy.name])} if {
	some policy in iam.policies(input.after)
	not policy.separate
	some statement in iam.statements(policy.text)
	iam.admin(statement)
	msg := sprintf("%v allows every action on every resource", [policy.name])
}
