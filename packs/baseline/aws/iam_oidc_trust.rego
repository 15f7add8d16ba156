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

deny contains {"msg": msg, "path": ["assume_role_policy"]} if {
	some statement in iam.statements(input.after.assume_role_policy)
	iam.allows(statement)
	accepted := {provider |
		some federated in iam.list(statement.Principal.Federated)
		some provider in shared_providers
		contains(federated, provider)
	}
	count(accepted) > 0
	not bound(statement)
	not of_a_cluster
	msg := sprintf("any token of %v is accepted", [accepted])
}

# The provider of an EKS cluster made in this change: not shared with anybody, its address known only after apply.
of_a_cluster if {
	"create" in input.actions
	some provider in providers
	some cluster in turnpike.estate.refs(provider, ["url"])
	cluster.type == "aws_eks_cluster"
}

providers contains provider.address if {
	some provider in turnpike.estate.refs(input.address, ["assume_role_policy"])
	provider.type == "aws_iam_openid_connect_provider"
}

providers contains provider.address if {
	some document in turnpike.estate.refs(input.address, ["assume_role_policy"])
	document.type == "aws_iam_policy_document"
	some provider in turnpike.estate.refs(document.address, ["statement"])
	provider.type == "aws_iam_openid_connect_provider"
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
