# METADATA
# title: Resource should carry the required tags
# description: >-
#   Tags say who answers for a resource, where it belongs and who pays. Without them an incident, a
#   bill or an audit begins with a search.
# custom:
#   id: governance-required-tags
#   severity: low
#   scope: resource
#   resource_types: ["aws_*", "azurerm_*", "google_*"]
#   remediation: >-
#     Set default_tags in the provider block once, and tags on the resource where they differ.
#   controls:
#     nist-800-53-r5: ["CM-8"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.5.9"]
#   params:
#     required:
#       owner: [team]
#       environment: [env, stage]
#       cost-centre: [cost-center]
package turnpike.baseline.governance.required_tags

import data.turnpike.baseline.lib.tags

# `required` names each tag with other names that count as it.
deny contains {"msg": msg, "path": ["tags"]} if {
	present := tags.names(carried)
	missing := {name |
		some name, others in input.params.required
		not covered(present, name, others)
	}
	count(missing) > 0
	msg := sprintf("missing: %v", [missing])
}

covered(present, name, _) if tags.normal(name) in present

covered(present, _, others) if {
	some other in others
	tags.normal(other) in present
}

# The provider's default tags are in tags_all and terraform_labels. Undefined where the type has no tags.
carried := or_none(value) if {
	value := input.after.tags_all
} else := or_none(value) if {
	value := input.after.terraform_labels
} else := or_none(value) if {
	value := input.after.tags
} else := or_none(value) if {
	value := input.after.labels
}

or_none(value) := value if value != null

or_none(null) := {}
