# METADATA
# title: Lambda function must not be invocable by everyone
# description: >-
#   A permission for any principal lets every AWS account run the function, at your expense and with
#   its rights.
# custom:
#   id: aws-lambda-public-permission
#   severity: high
#   scope: resource
#   resource_types: [aws_lambda_permission]
#   remediation: >-
#     Name the account or service as principal, with source_arn and source_account, or
#     principal_org_id.
#   controls:
#     nist-800-53-r5: ["AC-3"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.8.3"]
#     pci-dss-4: ["7.2.1"]
package turnpike.baseline.aws.lambda_public_permission

deny contains {"msg": "every principal may invoke the function", "path": ["principal"]} if {
	input.after.principal == "*"
	not bound
}

bound if {
	some attribute in ["source_arn", "source_account", "principal_org_id"]
	is_string(input.after[attribute])
}

# Function URLs are judged by their own rule.
bound if input.after.function_url_auth_type == "NONE"
