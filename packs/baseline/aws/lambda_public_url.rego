# METADATA
# title: Lambda function URL should require authorisation
# description: With authorization_type NONE anyone who learns the address may call the function.
# custom:
#   id: aws-lambda-public-url
#   severity: medium
#   scope: resource
#   resource_types: [aws_lambda_function_url]
#   remediation: >-
#     Set authorization_type = "AWS_IAM", or put API Gateway or CloudFront with an authoriser in
#     front.
#   controls:
#     nist-800-53-r5: ["AC-3"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.8.3"]
#     pci-dss-4: ["7.2.1"]
package turnpike.baseline.aws.lambda_public_url

deny contains {"msg": "the URL needs no authorisation", "path": ["authorization_type"]} if {
	input.after.authorization_type == "NONE"
}
