# METADATA
# title: Storage accounts must require HTTPS and TLS 1.2
# description: >-
#   Requests over HTTP, or over versions of TLS that can be broken, show data and signed addresses
#   to whoever listens.
# custom:
#   id: azure-storage-transport
#   severity: medium
#   scope: resource
#   resource_types: [azurerm_storage_account]
#   remediation: >-
#     Set https_traffic_only_enabled = true and min_tls_version = "TLS1_2".
#   controls:
#     nist-800-53-r5: ["SC-8"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.8.24"]
#     pci-dss-4: ["4.2.1"]
package turnpike.baseline.azure.storage_transport

deny contains {"msg": "HTTP without TLS is allowed", "path": [field], "key": "http"} if {
	some field in ["https_traffic_only_enabled", "enable_https_traffic_only"]
	input.after[field] == false
}

deny contains {
	"msg": sprintf("the oldest version allowed is %v", [input.after.min_tls_version]),
	"path": ["min_tls_version"],
	"key": "version",
} if {
	input.after.min_tls_version in {"TLS1_0", "TLS1_1"}
}
