# METADATA
# title: Database should have deletion protection
# description: With it, a delete needs two deliberate changes instead of one careless apply.
# custom:
#   id: aws-database-deletion-protection
#   severity: low
#   scope: resource
#   resource_types: [aws_db_instance, aws_rds_cluster, aws_docdb_cluster, aws_neptune_cluster, aws_dynamodb_table]
#   remediation: Set deletion_protection = true (deletion_protection_enabled = true for DynamoDB).
#   controls:
#     nist-800-53-r5: ["CP-9"]
#     soc2: ["A1.2"]
#     iso-27001-2022: ["A.8.13"]
package turnpike.baseline.aws.database_deletion_protection

import data.turnpike.baseline.lib.tags

deny contains {"msg": "deletion protection is off", "path": [attribute]} if {
	input.after != null
	attribute := protection_attribute
	not input.after[attribute] == true
	not tags.ephemeral(input.after)
	not of_a_cluster
}

protection_attribute := "deletion_protection_enabled" if input.type == "aws_dynamodb_table"

protection_attribute := "deletion_protection" if input.type != "aws_dynamodb_table"

of_a_cluster if {
	input.type == "aws_db_instance"
	startswith(input.after.engine, "aurora")
}
