# METADATA
# title: API Gateway should ask who calls
# description: A method without authorisation can be called by everyone who knows its address.
# custom:
#   id: aws-apigateway-no-auth
#   severity: medium
#   scope: resource
#   resource_types: [aws_api_gateway_method, aws_apigatewayv2_route]
#   remediation: >-
#     Set authorization (authorization_type) to AWS_IAM, COGNITO_USER_POOLS, JWT or CUSTOM,
#     or require an API key where the caller is only to be counted.
#   controls:
#     nist-800-53-r5: ["AC-3", "AC-6"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.8.3"]
#     pci-dss-4: ["7.2.1"]
package turnpike.baseline.aws.apigateway_no_auth

deny contains {"msg": "everyone may call this", "path": [attribute]} if {
	input.after[attribute] == "NONE"
	not input.after.api_key_required == true
	not preflight
}

# Browsers ask with OPTIONS before they send who they are.
preflight if input.after.http_method == "OPTIONS"

preflight if startswith(input.after.route_key, "OPTIONS ")

attribute := "authorization" if input.type == "aws_api_gateway_method"

attribute := "authorization_type" if input.type == "aws_apigatewayv2_route"
