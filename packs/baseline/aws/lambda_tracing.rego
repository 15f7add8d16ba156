# METADATA
# title: Lambda function should be traced
# description: Traces show which call of which function was slow or failed.
# custom:
#   id: aws-lambda-tracing
#   severity: low
#   scope: resource
#   resource_types: [aws_lambda_function]
#   remediation: Add tracing_config with mode = "Active".
#   controls:
#     nist-800-53-r5: ["AU-2", "AU-12"]
#     soc2: ["CC7.2"]
#     iso-27001-2022: ["A.8.15"]
#     pci-dss-4: ["10.2.1"]
package turnpike.baseline.aws.lambda_tracing

deny contains {"msg": "calls are not traced", "path": ["tracing_config"]} if {
	input.after != null
	not traced
}

traced if {
	some tracing in input.after.tracing_config
	tracing.mode == "Active"
}
