# METADATA
# title: IAM role for a CI system must be bound to a repository
# description: >-
#   Trusting a shared identity provider without testing the token's subject lets every customer of
#   that provider become this role.
# custom:
#   id: aws-iam-oidc-trust
#   severity: high
#   scope: resource
#   resource_types: [aws_iam_role]
#   remediation: >-
#     Add a StringEquals or StringLike condition on the provider's sub claim that names the
#     repository and the branch or environment.
#   controls:
#     nist-800-53-r5: ["AC-3", "IA-2"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.5.15"]
#     pci-dss-4: ["7.2.1"]
package turnpike.baseline.aws.iam_oidc_trust

import data.turnpike.baseline.lib.iam

shared_providers := ["token.actions.githubusercontent.com", "gitlab.com", "app.terraform.io", "oidc.circleci.com", "agent.buildkite.com"]

deny contains {"msg": msg, "path": ["assume_role_policy"], "key": provider} if {
	some statement in iam.statements(input.after.assume_role_policy)
	iam.allows(statement)
	some federated in iam.list(statement.Principal.Federated)
	some provider in shared_providers
	contains(federated, provider)
	not bound(statement)
	msg := sprintf("any token of %v is accepted", [provider])
}

bound(statement) if {
	some operator, tests in statement.Condition
	startswith(operator, "String")
	not contains(operator, "Not")
	some key, value in tests
	endswith(key, ":sub")
	every subject in iam.list(value) {
		not subject in {"*", "repo:*"}
	}
}
