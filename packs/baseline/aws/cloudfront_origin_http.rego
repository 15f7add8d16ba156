# METADATA
# title: CloudFront should reach its origin over TLS
# description: >-
#   TLS to the edge and clear text behind it still sends the content across the internet in clear
#   text.
# custom:
#   id: aws-cloudfront-origin-http
#   severity: low
#   scope: resource
#   resource_types: [aws_cloudfront_distribution]
#   remediation: >-
#     Set origin_protocol_policy = "https-only"; for S3 use a bucket origin with origin access
#     control instead of the website endpoint.
#   controls:
#     nist-800-53-r5: ["SC-8"]
#     soc2: ["CC6.7"]
#     iso-27001-2022: ["A.8.24"]
#     pci-dss-4: ["4.2.1"]
package turnpike.baseline.aws.cloudfront_origin_http

deny contains {"msg": msg, "path": ["origin", i, "custom_origin_config", j, "origin_protocol_policy"], "key": sprintf("%v", [origin.origin_id])} if {
	some i, origin in input.after.origin
	some j, config in origin.custom_origin_config
	config.origin_protocol_policy == "http-only"
	msg := sprintf("the origin %v is reached over plain HTTP", [origin.origin_id])
}
