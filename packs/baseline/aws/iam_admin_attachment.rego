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
#     - aws_iam_role
#     - aws_iam_role_policy_attachment
#     - aws_iam_user_policy_attachment
#     - aws_iam_group_policy_attachment
#     - aws_iam_policy_attachment
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

deny contains {"msg": msg, "path": attached.path, "key": attached.arn} if {
	some attached in iam.attached(input.after)
	iam.admin_policy(attached.arn)
	not by_resource(attached.arn)
	not own_policy
	msg := sprintf("%v is attached", [attached.arn])
}

# A policy made in this change has an ARN known only after apply, and is no policy of AWS.
own_policy if {
	"create" in input.actions
	some policy in turnpike.estate.refs(input.address, ["policy_arn"])
	policy.type == "aws_iam_policy"
	policy.mode == "managed"
}

by_resource(arn) if {
	input.type == "aws_iam_role"
	iam.attached_by_resource(input.address, arn)
}
