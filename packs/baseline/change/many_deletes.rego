# METADATA
# title: Change deletes unusually many resources
# description: >-
#   A long list of deletes is what a wrong workspace, a wrong variable or an emptied folder looks
#   like. It deserves a second pair of eyes even when each delete alone is harmless.
# custom:
#   id: change-many-deletes
#   severity: medium
#   scope: estate
#   remediation: Check the workspace, the variables and the branch; split the change if it is meant.
#   controls:
#     nist-800-53-r5: ["CM-3"]
#     soc2: ["CC8.1"]
#     iso-27001-2022: ["A.8.32"]
#   params:
#     limit: 25
package turnpike.baseline.change.many_deletes

deny contains {"msg": msg, "path": []} if {
	gone := {change.address |
		some change in input.changes
		"delete" in change.actions
		not "create" in change.actions
	}
	count(gone) > input.params.limit
	msg := sprintf("%v resources are deleted; more than %v are unusual", [count(gone), input.params.limit])
}
