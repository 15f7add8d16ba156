# METADATA
# title: AKS clusters must use directory identities with RBAC
# description: >-
#   Local accounts share one certificate that has every right, cannot be told apart in the audit
#   log, and survives a leaver.
# custom:
#   id: azure-aks-local-accounts
#   severity: medium
#   scope: resource
#   resource_types: [azurerm_kubernetes_cluster]
#   remediation: >-
#     Set local_account_disabled = true and role_based_access_control_enabled = true with
#     azure_active_directory_role_based_access_control.
#   controls:
#     nist-800-53-r5: ["AC-2", "AC-6"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.5.16", "A.8.2"]
package turnpike.baseline.azure.aks_local_accounts

deny contains {"msg": "role-based access control is off", "path": ["role_based_access_control_enabled"], "key": "rbac"} if {
	input.after.role_based_access_control_enabled == false
}

deny contains {"msg": "local accounts are enabled", "path": ["local_account_disabled"], "key": "local"} if {
	input.after.local_account_disabled == false
}
