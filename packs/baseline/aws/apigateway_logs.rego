# METADATA
# title: API Gateway stage should write access logs
# description: Without an access log nobody can say who called which method, or how often it failed.
# custom:
#   id: aws-apigateway-logs
#   severity: low
#   scope: resource
#   resource_types: [aws_api_gateway_stage, aws_apigatewayv2_stage]
#   remediation: Add access_log_settings with a log group and a format.
#   controls:
#     nist-800-53-r5: ["AU-12"]
#     soc2: ["CC7.2"]
#     iso-27001-2022: ["A.8.15"]
#     pci-dss-4: ["10.2.1"]
package turnpike.baseline.aws.apigateway_logs

deny contains {"msg": "access logs are off", "path": ["access_log_settings"]} if {
	input.after != null
	not logged
}

logged if input.after.access_log_settings[0]
