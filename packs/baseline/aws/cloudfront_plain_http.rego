# METADATA
# title: CloudFront must not serve plain HTTP
# description: >-
#   With viewer_protocol_policy allow-all, sessions and content travel in clear text for whoever
#   types http.
# custom:
#   id: aws-cloudfront-plain-http
#   severity: medium
#   scope: resource
#   resource_types: [aws_cloudfront_distribution]
#   remediation: >-
#     Set viewer_protocol_policy = "redirect-to-https" or "https-only" in every behaviour.
#   controls:
#     nist-800-53-r5: ["SC-8"]
#     soc2: ["CC6.7"]
#     iso-27001-2022: ["A.8.24"]
#     pci-dss-4: ["4.2.1"]
package turnpike.baseline.aws.cloudfront_plain_http

deny contains {"msg": msg, "path": [kind, i, "viewer_protocol_policy"], "key": sprintf("%v", [object.get(behaviour, "path_pattern", "default")])} if {
	some kind in ["default_cache_behavior", "ordered_cache_behavior"]
	some i, behaviour in input.after[kind]
	behaviour.viewer_protocol_policy == "allow-all"
	msg := sprintf("HTTP is served (%v)", [object.get(behaviour, "path_pattern", "default behaviour")])
}
