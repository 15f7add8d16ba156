# METADATA
# title: EC2 instances must require IMDSv2
# description: >-
#   The first version of the metadata service answers any request from the machine, so one
#   server-side request forgery hands out the instance's credentials.
# custom:
#   id: aws-ec2-imdsv2
#   severity: medium
#   scope: resource
#   resource_types: [aws_instance, aws_launch_template, aws_launch_configuration]
#   remediation: >-
#     Set metadata_options with http_tokens = "required" (and http_put_response_hop_limit = 1 unless
#     containers need 2).
#   controls:
#     cis-aws-3.0: ["5.6"]
#     nist-800-53-r5: ["AC-3", "SC-7"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.8.9"]
#     pci-dss-4: ["2.2.1"]
package turnpike.baseline.aws.ec2_imdsv2

deny contains {"msg": msg, "path": ["metadata_options"]} if {
	input.after != null
	not required
	not off
	not required_by_account
	msg := "IMDSv1 is allowed: http_tokens is not \"required\""
}

required if {
	some options in input.after.metadata_options
	options.http_tokens == "required"
}

off if {
	some options in input.after.metadata_options
	options.http_endpoint == "disabled"
}

# Where a launch says nothing, the account's default decides.
required_by_account if {
	some defaults in turnpike.estate.resources("aws_ec2_instance_metadata_defaults")
	defaults.attributes.http_tokens == "required"
	not optional_here
}

optional_here if {
	some options in input.after.metadata_options
	options.http_tokens == "optional"
}
