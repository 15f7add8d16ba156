# METADATA
# title: Owner must not be assigned at a subscription or above
# description: >-
#   Owner of a subscription may change everything in it and give the right away. A leaked
#   credential with it is the whole subscription.
# custom:
#   id: azure-role-owner
#   severity: high
#   scope: resource
#   resource_types: [azurerm_role_assignment]
#   remediation: >-
#     Assign Contributor or a narrower role at a resource group; keep Owner for eligible,
#     time-bound assignments.
#   controls:
#     nist-800-53-r5: ["AC-6"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.8.2"]
#     pci-dss-4: ["7.2.2"]
package turnpike.baseline.azure.role_owner

wide if regex.match(`^/subscriptions/[^/]+$`, input.after.scope)

wide if startswith(input.after.scope, "/providers/Microsoft.Management/managementGroups/")

deny contains {
	"msg": sprintf("%v is assigned at %v", [input.after.role_definition_name, input.after.scope]),
	"path": ["role_definition_name"],
} if {
	input.after.role_definition_name in {"Owner", "User Access Administrator"}
	wide
}
