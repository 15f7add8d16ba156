# METADATA
# title: Storage accounts must not let containers be public
# description: >-
#   While the account allows it, anyone who may create a container can make its blobs readable by
#   the whole internet.
# custom:
#   id: azure-storage-public-access
#   severity: high
#   scope: resource
#   resource_types: [azurerm_storage_account]
#   remediation: >-
#     Set allow_nested_items_to_be_public = false.
#   controls:
#     nist-800-53-r5: ["AC-3", "SC-7"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.8.3"]
#     pci-dss-4: ["1.4.4"]
package turnpike.baseline.azure.storage_public_access

# The provider's name for it until version 3 was allow_blob_public_access.
deny contains {"msg": sprintf("%v is true", [field]), "path": [field]} if {
	some field in ["allow_nested_items_to_be_public", "allow_blob_public_access"]
	input.after[field] == true
}
