# METADATA
# title: Change switches deletion protection off
# description: It is the step before a delete, and often nobody switches it on again.
# custom:
#   id: change-deletion-protection-off
#   severity: medium
#   scope: resource
#   resource_types:
#     - aws_db_instance
#     - aws_rds_cluster
#     - aws_rds_global_cluster
#     - aws_docdb_cluster
#     - aws_neptune_cluster
#     - aws_dynamodb_table
#     - aws_lb
#     - aws_alb
#     - aws_instance
#     - aws_cognito_user_pool
#     - aws_eks_cluster
#     - google_sql_database_instance
#     - google_container_cluster
#     - google_bigquery_table
#     - google_spanner_database
#   remediation: >-
#     Leave the protection on. Where a delete is meant, do both within one approved window.
#   controls:
#     nist-800-53-r5: ["CM-3", "CP-9"]
#     soc2: ["A1.2", "CC8.1"]
#     iso-27001-2022: ["A.8.13", "A.8.32"]
package turnpike.baseline.change.deletion_protection_off

import data.turnpike.baseline.lib.tags

attributes := [
	"deletion_protection",
	"deletion_protection_enabled",
	"disable_api_termination",
	"enable_deletion_protection",
]

deny contains {"msg": msg, "path": [attribute]} if {
	not "delete" in input.actions
	some attribute in attributes
	input.before[attribute] in {true, "ACTIVE"}
	input.after[attribute] in {false, null, "INACTIVE"}
	not tags.ephemeral(input.after)
	msg := sprintf("%v goes from %v to %v", [attribute, input.before[attribute], input.after[attribute]])
}
