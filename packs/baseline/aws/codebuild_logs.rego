# METADATA
# title: CodeBuild should keep its logs
# description: What a build did, with the rights of its role, is only known from its log.
# custom:
#   id: aws-codebuild-logs
#   severity: low
#   scope: resource
#   resource_types: [aws_codebuild_project]
#   remediation: Leave CloudWatch logs enabled, or enable s3_logs.
#   controls:
#     nist-800-53-r5: ["AU-12"]
#     soc2: ["CC7.2"]
#     iso-27001-2022: ["A.8.15"]
package turnpike.baseline.aws.codebuild_logs

deny contains {"msg": "logs are switched off", "path": ["logs_config", i]} if {
	some i, config in input.after.logs_config
	some logs in config.cloudwatch_logs
	logs.status == "DISABLED"
	not kept_in_s3(config)
}

kept_in_s3(config) if {
	some logs in config.s3_logs
	logs.status == "ENABLED"
}
