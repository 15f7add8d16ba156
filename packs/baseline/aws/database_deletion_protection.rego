# METADATA
# title: Database should have deletion protection
# description: With it, a delete needs two deliberate changes instead of one careless apply.
# custom:
#   id: aws-database-deletion-protection
#   severity: low
#   scope: resource
#   resource_types: [aws_db_instance, aws_rds_cluster, aws_docdb_cluster, aws_neptune_cluster]
#   remediation: Set deletion_protection = true.
#   controls:
#     nist-800-53-r5: ["CP-9"]
#     soc2: ["A1.2"]
#     iso-27001-2022: ["A.8.13"]
package turnpike.baseline.aws.database_deletion_protection

import data.turnpike.baseline.lib.tags

deny contains {"msg": "deletion protection is off", "path": ["deletion_protection"]} if {
	input.after != null
	not input.after.deletion_protection == true
	not tags.ephemeral(input.after)
	not of_a_cluster
}

of_a_cluster if {
	input.type == "aws_db_instance"
	startswith(input.after.engine, "aurora")
}
