# METADATA
# title: CloudTrail must be recording
# description: >-
#   A trail that is switched off records nothing; what happens meanwhile cannot be
#   reconstructed.
# custom:
#   id: aws-cloudtrail-off
#   severity: high
#   scope: resource
#   resource_types: [aws_cloudtrail]
#   remediation: Set enable_logging = true, or leave it out.
#   controls:
#     nist-800-53-r5: ["AU-2", "AU-12"]
#     soc2: ["CC7.2"]
#     iso-27001-2022: ["A.8.15"]
#     pci-dss-4: ["10.2.1"]
package turnpike.baseline.aws.cloudtrail_off

deny contains {"msg": "the trail does not record", "path": ["enable_logging"]} if {
	input.after.enable_logging == false
}
