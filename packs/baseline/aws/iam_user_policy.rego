# METADATA
# title: Rights should come through groups or roles, not from policies on users
# description: >-
#   Rights given to one user are forgotten when the person changes tasks, and no review of groups
#   shows them.
# custom:
#   id: aws-iam-user-policy
#   severity: low
#   scope: resource
#   resource_types: [aws_iam_user_policy, aws_iam_user_policy_attachment]
#   remediation: Attach the policy to a group or, better, to a role that people assume.
#   controls:
#     cis-aws-3.0: ["1.15"]
#     nist-800-53-r5: ["AC-2", "AC-6"]
#     soc2: ["CC6.3"]
#     iso-27001-2022: ["A.5.18"]
#     pci-dss-4: ["7.2.2"]
package turnpike.baseline.aws.iam_user_policy

deny contains {"msg": msg, "path": ["user"]} if {
	input.after != null
	msg := sprintf("a policy is given to the user %v directly", [input.after.user])
}
