# METADATA
# title: API Gateway stage should be traced
# description: Traces show which calls were slow or failed, and where behind the gateway.
# custom:
#   id: aws-apigateway-tracing
#   severity: low
#   scope: resource
#   resource_types: [aws_api_gateway_stage]
#   remediation: Set xray_tracing_enabled = true.
#   controls:
#     nist-800-53-r5: ["AU-2", "AU-12"]
#     soc2: ["CC7.2"]
#     iso-27001-2022: ["A.8.15"]
#     pci-dss-4: ["10.2.1"]
package turnpike.baseline.aws.apigateway_tracing

deny contains {"msg": "calls are not traced", "path": ["xray_tracing_enabled"]} if {
	input.after != null
	not input.after.xray_tracing_enabled == true
}
