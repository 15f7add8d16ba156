# METADATA
# title: Redis should have automatic backups
# description: Without snapshots what the group holds is gone with it.
# custom:
#   id: aws-elasticache-backups
#   severity: low
#   scope: resource
#   resource_types: [aws_elasticache_replication_group]
#   remediation: Set snapshot_retention_limit to a day or more.
#   controls:
#     nist-800-53-r5: ["CP-9"]
#     soc2: ["A1.2"]
#     iso-27001-2022: ["A.8.13"]
package turnpike.baseline.aws.elasticache_backups

import data.turnpike.baseline.lib.tags

deny contains {"msg": "automatic backups are off", "path": ["snapshot_retention_limit"]} if {
	input.after != null
	not input.after.snapshot_retention_limit > 0
	not tags.ephemeral(input.after)
}
