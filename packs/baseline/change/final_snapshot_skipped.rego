# METADATA
# title: Database is deleted without a final snapshot
# description: >-
#   skip_final_snapshot makes the delete final. Ten minutes for a snapshot are the difference
#   between an incident and a loss.
# custom:
#   id: change-final-snapshot-skipped
#   severity: high
#   scope: resource
#   resource_types: [aws_db_instance, aws_rds_cluster, aws_docdb_cluster, aws_neptune_cluster, aws_redshift_cluster]
#   remediation: >-
#     Apply skip_final_snapshot = false and a final_snapshot_identifier first, then delete.
#   controls:
#     nist-800-53-r5: ["CP-9"]
#     soc2: ["A1.2"]
#     iso-27001-2022: ["A.8.13"]
package turnpike.baseline.change.final_snapshot_skipped

import data.turnpike.baseline.lib.tags
import data.turnpike.baseline.lib.values

deny contains {"msg": "the database is deleted and no final snapshot is taken", "path": ["skip_final_snapshot"]} if {
	"delete" in input.actions
	input.before.skip_final_snapshot == true
	not replica
	not tags.ephemeral(input.before)
}

replica if values.present(input.before.replicate_source_db)
