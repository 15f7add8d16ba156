# METADATA
# title: Change takes backups or versions away
# description: >-
#   Shorter retention deletes the older backups at once; suspended versioning and recovery end what
#   could be undone.
# custom:
#   id: change-backups-reduced
#   severity: medium
#   scope: resource
#   resource_types:
#     - aws_db_instance
#     - aws_rds_cluster
#     - aws_docdb_cluster
#     - aws_neptune_cluster
#     - aws_dynamodb_table
#     - aws_s3_bucket
#     - aws_redshift_cluster
#     - aws_elasticache_replication_group
#   remediation: Keep the retention, or copy the older backups elsewhere first.
#   controls:
#     nist-800-53-r5: ["CM-3", "CP-9"]
#     soc2: ["A1.2"]
#     iso-27001-2022: ["A.8.13", "A.8.32"]
package turnpike.baseline.change.backups_reduced

import data.turnpike.baseline.lib.tags

numbers_of_days := ["backup_retention_period", "automated_snapshot_retention_period", "snapshot_retention_limit"]

deny contains {"msg": msg, "path": [attribute], "key": attribute} if {
	not "delete" in input.actions
	some attribute in numbers_of_days
	input.after[attribute] < input.before[attribute]
	is_number(input.after[attribute])
	not tags.ephemeral(input.after)
	msg := sprintf("%v goes from %v to %v days", [attribute, input.before[attribute], input.after[attribute]])
}

deny contains {"msg": msg, "path": [block], "key": block} if {
	not "delete" in input.actions
	some block in ["versioning", "point_in_time_recovery"]
	some was in input.before[block]
	was.enabled == true
	input.after != null
	some is in input.after[block]
	is.enabled == false
	not tags.ephemeral(input.after)
	msg := sprintf("%v is switched off", [block])
}
