# METADATA
# title: Key vaults must be protected from purging
# description: >-
#   Without purge protection whoever may delete a vault can destroy its keys at once, and with
#   them everything they encrypt.
# custom:
#   id: azure-key-vault-purge-protection
#   severity: medium
#   scope: resource
#   resource_types: [azurerm_key_vault]
#   remediation: >-
#     Set purge_protection_enabled = true.
#   controls:
#     nist-800-53-r5: ["CP-9", "SC-12"]
#     soc2: ["A1.2"]
#     iso-27001-2022: ["A.8.24"]
package turnpike.baseline.azure.key_vault_purge_protection

deny contains {"msg": "purge protection is off", "path": ["purge_protection_enabled"]} if {
	input.after.purge_protection_enabled == false
}
