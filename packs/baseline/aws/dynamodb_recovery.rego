# METADATA
# title: DynamoDB table should have point-in-time recovery
# description: >-
#   Without it, a bad write or a dropped table can only be undone from whatever export happens to
#   exist.
# custom:
#   id: aws-dynamodb-recovery
#   severity: medium
#   scope: resource
#   resource_types: [aws_dynamodb_table]
#   remediation: Add point_in_time_recovery with enabled = true.
#   controls:
#     nist-800-53-r5: ["CP-9"]
#     soc2: ["A1.2"]
#     iso-27001-2022: ["A.8.13"]
package turnpike.baseline.aws.dynamodb_recovery

import data.turnpike.baseline.lib.tags

deny contains {"msg": "point-in-time recovery is off", "path": ["point_in_time_recovery"]} if {
	input.after != null
	not recoverable
	not expiring
	not tags.ephemeral(input.after)
}

recoverable if {
	some recovery in input.after.point_in_time_recovery
	recovery.enabled == true
}

# Rows that expire by themselves, such as sessions and locks, are not worth restoring.
expiring if {
	input.params.accept_expiring == true
	some ttl in input.after.ttl
	ttl.enabled == true
}
