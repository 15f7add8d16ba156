# METADATA
# title: Security group must not let the internet reach every port
# description: >-
#   A rule for all ports or all protocols from the internet removes the network as a defence; every
#   service that is ever started behind it is public.
# custom:
#   id: aws-sg-open-all
#   severity: critical
#   scope: resource
#   resource_types:
#     - aws_security_group
#     - aws_default_security_group
#     - aws_security_group_rule
#     - aws_vpc_security_group_ingress_rule
#   remediation: Name the ports that the service needs and the ranges that may reach them.
#   controls:
#     cis-aws-3.0: ["5.2", "5.3"]
#     nist-800-53-r5: ["AC-4", "SC-7"]
#     soc2: ["CC6.6"]
#     iso-27001-2022: ["A.8.20", "A.8.22"]
#     pci-dss-4: ["1.2.1", "1.3.1"]
package turnpike.baseline.aws.sg_open_all

import data.turnpike.baseline.lib.network

deny contains {"msg": msg, "path": opening.path, "key": network.key(opening)} if {
	some opening in network.openings(input.type, input.address, input.after)
	not opening.separate
	network.internet(opening.cidr)
	network.everything(opening)
	msg := sprintf("%v may reach every port (protocol %v)", [opening.cidr, opening.protocol])
}
