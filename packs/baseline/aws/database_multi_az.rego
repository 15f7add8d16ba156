# METADATA
# title: Database should run in more than one zone
# description: A database in one zone is down as long as that zone, or its host, is.
# custom:
#   id: aws-database-multi-az
#   severity: low
#   scope: resource
#   resource_types: [aws_db_instance]
#   remediation: Set multi_az = true.
#   controls:
#     nist-800-53-r5: ["CP-10"]
#     soc2: ["A1.2"]
#     iso-27001-2022: ["A.8.14"]
package turnpike.baseline.aws.database_multi_az

import data.turnpike.baseline.lib.tags
import data.turnpike.baseline.lib.values

deny contains {"msg": "the database runs in one zone", "path": ["multi_az"]} if {
	input.after.multi_az == false
	not values.present(input.after.replicate_source_db)
	not startswith(input.after.engine, "aurora")
	not tags.ephemeral(input.after)
}
