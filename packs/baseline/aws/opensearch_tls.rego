# METADATA
# title: OpenSearch must answer over HTTPS only, with TLS 1.2 or later
# description: >-
#   Queries and what they find travel in clear text, or under a protocol that is broken.
# custom:
#   id: aws-opensearch-tls
#   severity: medium
#   scope: resource
#   resource_types: [aws_opensearch_domain, aws_elasticsearch_domain]
#   remediation: >-
#     Set enforce_https = true and tls_security_policy = "Policy-Min-TLS-1-2-PFS-2023-07" in
#     domain_endpoint_options.
#   controls:
#     nist-800-53-r5: ["SC-8"]
#     soc2: ["CC6.7"]
#     iso-27001-2022: ["A.8.24"]
#     pci-dss-4: ["4.2.1"]
package turnpike.baseline.aws.opensearch_tls

deny contains {"msg": "plain HTTP is answered", "path": ["domain_endpoint_options", i, "enforce_https"], "key": "https"} if {
	some i, endpoint in input.after.domain_endpoint_options
	endpoint.enforce_https == false
}

deny contains {"msg": "TLS 1.0 is accepted", "path": ["domain_endpoint_options", i, "tls_security_policy"], "key": "tls"} if {
	some i, endpoint in input.after.domain_endpoint_options
	endpoint.tls_security_policy == "Policy-Min-TLS-1-0-2019-07"
}
