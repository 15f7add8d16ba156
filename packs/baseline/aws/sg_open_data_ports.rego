# METADATA
# title: Security group must not let the internet reach data stores
# description: >-
#   Databases, caches, queues and file shares are built to be reached from the inside; most breaches
#   of them began with an open port.
# custom:
#   id: aws-sg-open-data-ports
#   severity: high
#   scope: resource
#   resource_types:
#     - aws_security_group
#     - aws_default_security_group
#     - aws_security_group_rule
#     - aws_vpc_security_group_ingress_rule
#   remediation: >-
#     Let in the security group of the application instead of a range, or the ranges of your own
#     network.
#   controls:
#     nist-800-53-r5: ["AC-4", "SC-7"]
#     soc2: ["CC6.6"]
#     iso-27001-2022: ["A.8.20", "A.8.22"]
#     pci-dss-4: ["1.3.1", "1.4.4"]
package turnpike.baseline.aws.sg_open_data_ports

import data.turnpike.baseline.lib.network

deny contains {"msg": msg, "path": opening.path, "key": network.key(opening)} if {
	some opening in network.openings(input.type, input.address, input.after)
	not opening.separate
	network.internet(opening.cidr)
	not network.everything(opening)
	network.reaches_any(opening, network.data_ports)
	msg := sprintf("%v may reach %v", [opening.cidr, network.text_among(opening, network.data_ports)])
}
