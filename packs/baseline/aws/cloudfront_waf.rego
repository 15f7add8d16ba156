# METADATA
# title: CloudFront distribution should have a web ACL
# description: A web ACL stops known attacks and floods before they reach the origin.
# custom:
#   id: aws-cloudfront-waf
#   severity: low
#   scope: resource
#   resource_types: [aws_cloudfront_distribution]
#   remediation: Set web_acl_id.
#   controls:
#     nist-800-53-r5: ["AC-4", "SC-7"]
#     soc2: ["CC6.6"]
#     iso-27001-2022: ["A.8.20", "A.8.22"]
#     pci-dss-4: ["1.3.1"]
package turnpike.baseline.aws.cloudfront_waf

import data.turnpike.baseline.lib.values

deny contains {"msg": "no web ACL is attached", "path": ["web_acl_id"]} if {
	input.after != null
	not values.present(input.after.web_acl_id)
}
