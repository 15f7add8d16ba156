# METADATA
# title: CloudFront must not accept outdated TLS
# description: >-
#   TLS 1.0 and 1.1 are broken; a distribution with its own certificate accepts them unless told
#   otherwise.
# custom:
#   id: aws-cloudfront-tls
#   severity: medium
#   scope: resource
#   resource_types: [aws_cloudfront_distribution]
#   remediation: Set minimum_protocol_version = "TLSv1.2_2021" in viewer_certificate.
#   controls:
#     nist-800-53-r5: ["SC-8", "SC-13"]
#     soc2: ["CC6.7"]
#     iso-27001-2022: ["A.8.24"]
#     pci-dss-4: ["4.2.1"]
package turnpike.baseline.aws.cloudfront_tls

deny contains {"msg": msg, "path": ["viewer_certificate", i, "minimum_protocol_version"]} if {
	some i, certificate in input.after.viewer_certificate
	not certificate.cloudfront_default_certificate == true
	not modern(certificate)
	msg := sprintf("%v is accepted", [certificate.minimum_protocol_version])
}

modern(certificate) if regex.match(`^TLSv1\.[23]`, certificate.minimum_protocol_version)
