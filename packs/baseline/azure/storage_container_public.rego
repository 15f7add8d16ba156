# METADATA
# title: Storage containers must be private
# description: >-
#   A container of the access type blob or container is read by anyone who knows or guesses its
#   address.
# custom:
#   id: azure-storage-container-public
#   severity: high
#   scope: resource
#   resource_types: [azurerm_storage_container]
#   remediation: >-
#     Set container_access_type = "private" and hand out access by identity or by short-lived
#     signed addresses.
#   controls:
#     nist-800-53-r5: ["AC-3"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.8.3"]
#     pci-dss-4: ["1.4.4"]
package turnpike.baseline.azure.storage_container_public

deny contains {
	"msg": sprintf("the container's access type is %q", [input.after.container_access_type]),
	"path": ["container_access_type"],
} if {
	input.after.container_access_type in {"blob", "container"}
}
