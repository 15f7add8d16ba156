# METADATA
# title: VPC should have flow logs
# description: >-
#   Without them nobody can say afterwards who talked to whom, which is the first question after an
#   incident.
# custom:
#   id: aws-vpc-flow-logs
#   severity: low
#   scope: resource
#   resource_types: [aws_vpc]
#   remediation: Add an aws_flow_log for the VPC, to S3 or a log group with a retention.
#   controls:
#     cis-aws-3.0: ["3.7"]
#     nist-800-53-r5: ["AU-12", "SI-4"]
#     soc2: ["CC7.2"]
#     iso-27001-2022: ["A.8.15", "A.8.16"]
#     pci-dss-4: ["10.2.1"]
package turnpike.baseline.aws.vpc_flow_logs

import data.turnpike.baseline.lib.tags

deny contains {"msg": "no flow log covers the VPC", "path": []} if {
	input.after != null
	not logged
	not tags.ephemeral(input.after)
}

logged if {
	some log in turnpike.estate.referrers(input.address, "aws_flow_log")
	log.type == "aws_flow_log"
}
