# METADATA
# title: Administrator policies should not be attached in code
# description: >-
#   AdministratorAccess and its like on a workload's role turn any flaw in the workload into the
#   loss of the account.
# custom:
#   id: aws-iam-admin-attachment
#   severity: high
#   scope: resource
#   resource_types:
#     - aws_iam_role_policy_attachment
#     - aws_iam_user_policy_attachment
#     - aws_iam_group_policy_attachment
#     - aws_iam_policy_attachment
#     - aws_iam_role
#     - aws_iam_role_policy_attachments_exclusive
#     - aws_ssoadmin_managed_policy_attachment
#   remediation: >-
#     Attach a policy with what the task needs. Keep administrators' access in the identity
#     provider, for people, for a limited time.
#   controls:
#     cis-aws-3.0: ["1.16"]
#     nist-800-53-r5: ["AC-6"]
#     soc2: ["CC6.3"]
#     iso-27001-2022: ["A.8.2"]
#     pci-dss-4: ["7.2.2"]
package turnpike.baseline.aws.iam_admin_attachment

import data.turnpike.baseline.lib.iam

deny contains {"msg": msg, "path": [attribute], "key": arn} if {
	some attribute in ["policy_arn", "managed_policy_arn"]
	arn := input.after[attribute]
	iam.admin_policy(arn)
	msg := sprintf("attaches %v", [arn])
}

# A role lists what is attached to it in any way; what an attachment of this estate attaches is judged there.
deny contains {"msg": msg, "path": ["managed_policy_arns"], "key": arn} if {
	some attribute in ["managed_policy_arns", "policy_arns"]
	some arn in input.after[attribute]
	iam.admin_policy(arn)
	not attached_by_resource(arn)
	msg := sprintf("%v is attached", [arn])
}

attached_by_resource(arn) if {
	some attachment in turnpike.estate.resources("aws_iam_role_policy_attachment")
	attachment.after.policy_arn == arn
	attachment.after.role == input.after.name
}
