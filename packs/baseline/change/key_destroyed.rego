# METADATA
# title: Change destroys an encryption key
# description: >-
#   Everything the key ever encrypted, backups and old versions included, becomes unreadable for
#   good.
# custom:
#   id: change-key-destroyed
#   severity: critical
#   scope: resource
#   resource_types:
#     - aws_kms_external_key
#     - aws_kms_key
#     - aws_kms_replica_key
#     - azurerm_key_vault_key
#     - google_kms_crypto_key
#     - google_kms_crypto_key_version
#   remediation: >-
#     Disable the key first and wait for what still uses it; then delete it with the longest
#     deletion window.
#   controls:
#     nist-800-53-r5: ["CM-3", "SC-12"]
#     soc2: ["A1.2", "CC8.1"]
#     iso-27001-2022: ["A.8.24", "A.8.32"]
package turnpike.baseline.change.key_destroyed

import data.turnpike.baseline.lib.tags

deny contains {"msg": msg, "path": []} if {
	"delete" in input.actions
	not tags.ephemeral(input.before)
	msg := sprintf("%v is scheduled for deletion%v", [input.address, window])
}

default window := ""

window := sprintf(", after %v days", [input.before.deletion_window_in_days]) if is_number(input.before.deletion_window_in_days)
