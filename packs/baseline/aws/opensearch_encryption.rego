# METADATA
# title: OpenSearch domain must encrypt storage and traffic
# description: >-
#   Search indexes copy what the applications store; without encryption the copy is the easier
#   target.
# custom:
#   id: aws-opensearch-encryption
#   severity: medium
#   scope: resource
#   resource_types: [aws_opensearch_domain, aws_elasticsearch_domain]
#   remediation: >-
#     Enable encrypt_at_rest and node_to_node_encryption, and set
#     domain_endpoint_options.enforce_https = true.
#   controls:
#     nist-800-53-r5: ["SC-8", "SC-28"]
#     soc2: ["CC6.1", "CC6.7"]
#     iso-27001-2022: ["A.8.24"]
#     pci-dss-4: ["3.5.1", "4.2.1"]
package turnpike.baseline.aws.opensearch_encryption

checks := [
	{"block": "encrypt_at_rest", "attribute": "enabled", "what": "the storage is not encrypted"},
	{"block": "node_to_node_encryption", "attribute": "enabled", "what": "traffic between nodes is not encrypted"},
	{"block": "domain_endpoint_options", "attribute": "enforce_https", "what": "plain HTTP is accepted"},
]

deny contains {"msg": check.what, "path": [check.block], "key": check.block} if {
	input.after != null
	some check in checks
	not on(check)
}

on(check) if {
	some block in input.after[check.block]
	block[check.attribute] == true
}
