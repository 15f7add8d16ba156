# METADATA
# title: Cached answers of API Gateway must be encrypted
# description: The cache keeps whole answers, with the data of those who asked.
# custom:
#   id: aws-apigateway-cache-encryption
#   severity: medium
#   scope: resource
#   resource_types: [aws_api_gateway_method_settings]
#   remediation: Set cache_data_encrypted = true in settings.
#   controls:
#     nist-800-53-r5: ["SC-28"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.8.24"]
#     pci-dss-4: ["3.5.1"]
package turnpike.baseline.aws.apigateway_cache_encryption

deny contains {"msg": "cached answers are not encrypted", "path": ["settings", i, "cache_data_encrypted"]} if {
	some i, setting in input.after.settings
	setting.caching_enabled == true
	not setting.cache_data_encrypted == true
}
