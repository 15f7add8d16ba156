# METADATA
# title: CloudFront should write access logs
# description: The edge answers most requests itself; without its log they leave no trace.
# custom:
#   id: aws-cloudfront-logs
#   severity: low
#   scope: resource
#   resource_types: [aws_cloudfront_distribution]
#   remediation: Add a logging_config, or a CloudWatch log delivery for the distribution.
#   controls:
#     nist-800-53-r5: ["AU-12"]
#     soc2: ["CC7.2"]
#     iso-27001-2022: ["A.8.15"]
#     pci-dss-4: ["10.2.1"]
package turnpike.baseline.aws.cloudfront_logs

deny contains {"msg": "access logs are off", "path": ["logging_config"]} if {
	input.after != null
	not logged
	not delivered
}

logged if input.after.logging_config[0]

delivered if {
	some source in turnpike.estate.referrers(input.address, "aws_cloudwatch_log_delivery_source")
	source.type == "aws_cloudwatch_log_delivery_source"
}
