# METADATA
# title: Deleted secrets should be recoverable
# description: >-
#   With a recovery window of zero a delete is immediate and final, and what needs the secret breaks
#   at once.
# custom:
#   id: aws-secret-recovery-window
#   severity: low
#   scope: resource
#   resource_types: [aws_secretsmanager_secret]
#   remediation: Leave recovery_window_in_days at 30, or set at least 7.
#   controls:
#     nist-800-53-r5: ["CP-9"]
#     soc2: ["A1.2"]
#     iso-27001-2022: ["A.8.13"]
package turnpike.baseline.aws.secret_recovery_window

import data.turnpike.baseline.lib.tags

deny contains {"msg": "the recovery window is 0 days", "path": ["recovery_window_in_days"]} if {
	input.after.recovery_window_in_days == 0
	not tags.ephemeral(input.after)
}
