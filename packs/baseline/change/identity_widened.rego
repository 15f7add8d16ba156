# METADATA
# title: Change widens what an identity may do
# description: >-
#   A role, user or policy gains a wildcard or an administrator's policy that it did not have. What
#   an intruder could do grows with it.
# custom:
#   id: change-identity-widened
#   severity: high
#   scope: resource
#   resource_types: [aws_iam_policy, aws_iam_role, aws_iam_role_policy, aws_iam_user_policy, aws_iam_group_policy]
#   remediation: >-
#     Add the actions and resources that the task needs, by name, and keep the rest of the statement
#     as it was.
#   controls:
#     nist-800-53-r5: ["AC-6", "CM-3"]
#     soc2: ["CC6.3", "CC8.1"]
#     iso-27001-2022: ["A.5.18", "A.8.2", "A.8.32"]
#     pci-dss-4: ["7.2.2"]
package turnpike.baseline.change.identity_widened

import data.turnpike.baseline.lib.iam

deny contains {"msg": msg, "path": policy.path, "key": sprintf("%v", [wildcard])} if {
	input.before != null
	had := wildcards(input.before)
	some policy in iam.policies(input.after)
	not policy.separate
	some wildcard in wildcards_of(policy)
	not wildcard in had
	msg := sprintf("%v on every resource was not allowed before", [wildcard])
}

wildcards(attributes) := {wildcard |
	some policy in iam.policies(attributes)
	some wildcard in wildcards_of(policy)
}

# Actions with a wildcard that an allowing statement gives on every resource.
wildcards_of(policy) := {action |
	some statement in iam.statements(policy.text)
	iam.allows(statement)
	iam.on_everything(statement)
	some action in iam.list(statement.Action)
	regex.match(`^(\*|[^:]+:\*)$`, action)
}

deny contains {"msg": msg, "path": attached.path, "key": attached.arn} if {
	input.before != null
	some attached in iam.attached(input.after)
	iam.admin_policy(attached.arn)
	not attached.arn in {before.arn | some before in iam.attached(input.before)}
	not iam.attached_by_resource(input.address, attached.arn)
	msg := sprintf("%v is attached from now on", [attached.arn])
}

deny contains {"msg": "every principal may assume the role from now on", "path": ["assume_role_policy"], "key": "trust"} if {
	input.before != null
	anyone(input.after.assume_role_policy)
	not anyone(input.before.assume_role_policy)
}

anyone(policy) if {
	some statement in iam.statements(policy)
	iam.public(statement)
}
