# METADATA
# title: API Gateway domain must not accept outdated TLS
# description: TLS 1.0 is broken; a domain that still offers it lets a client be talked down to it.
# custom:
#   id: aws-apigateway-tls
#   severity: medium
#   scope: resource
#   resource_types: [aws_api_gateway_domain_name]
#   remediation: Set security_policy = "TLS_1_2".
#   controls:
#     nist-800-53-r5: ["SC-8", "SC-13"]
#     soc2: ["CC6.7"]
#     iso-27001-2022: ["A.8.24"]
#     pci-dss-4: ["4.2.1"]
package turnpike.baseline.aws.apigateway_tls

deny contains {"msg": "TLS 1.0 is accepted", "path": ["security_policy"]} if input.after.security_policy == "TLS_1_0"
