# METADATA
# title: Connections from other accounts should be accepted by hand
# description: Whoever is let in by a list connects without anybody seeing it.
# custom:
#   id: aws-endpoint-service-acceptance
#   severity: low
#   scope: resource
#   resource_types: [aws_vpc_endpoint_service, aws_ec2_transit_gateway]
#   remediation: Set acceptance_required = true (auto_accept_shared_attachments = "disable").
#   controls:
#     nist-800-53-r5: ["AC-4", "SC-7"]
#     soc2: ["CC6.6"]
#     iso-27001-2022: ["A.8.20", "A.8.22"]
#     pci-dss-4: ["1.3.1"]
package turnpike.baseline.aws.endpoint_service_acceptance

deny contains {"msg": "connections are accepted by themselves", "path": ["acceptance_required"]} if {
	input.after.acceptance_required == false
}

deny contains {"msg": "attachments are accepted by themselves", "path": ["auto_accept_shared_attachments"]} if {
	input.after.auto_accept_shared_attachments == "enable"
}
