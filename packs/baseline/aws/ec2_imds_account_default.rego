# METADATA
# title: The account's default must require IMDSv2
# description: >-
#   The account default decides for every instance whose launch says nothing, those started by hand
#   included.
# custom:
#   id: aws-ec2-imds-account-default
#   severity: medium
#   scope: resource
#   resource_types: [aws_ec2_instance_metadata_defaults]
#   remediation: Set http_tokens = "required".
#   controls:
#     cis-aws-3.0: ["5.6"]
#     nist-800-53-r5: ["AC-3", "SC-7"]
#     iso-27001-2022: ["A.8.9"]
#     pci-dss-4: ["2.2.1"]
package turnpike.baseline.aws.ec2_imds_account_default

deny contains {"msg": msg, "path": ["http_tokens"]} if {
	input.after.http_tokens != "required"
	msg := sprintf("http_tokens is %q", [input.after.http_tokens])
}
