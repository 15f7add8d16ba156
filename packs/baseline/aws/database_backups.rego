# METADATA
# title: Database must have automated backups
# description: >-
#   A retention of zero days switches automated backups and point-in-time recovery off; the last
#   manual snapshot is then the last state.
# custom:
#   id: aws-database-backups
#   severity: medium
#   scope: resource
#   resource_types: [aws_db_instance]
#   remediation: Set backup_retention_period to 7 days or more.
#   controls:
#     nist-800-53-r5: ["CP-9"]
#     soc2: ["A1.2"]
#     iso-27001-2022: ["A.8.13"]
package turnpike.baseline.aws.database_backups

import data.turnpike.baseline.lib.tags
import data.turnpike.baseline.lib.values

deny contains {"msg": "automated backups are off", "path": ["backup_retention_period"]} if {
	input.after.backup_retention_period == 0
	not replica
	not tags.ephemeral(input.after)
}

replica if values.present(input.after.replicate_source_db)
