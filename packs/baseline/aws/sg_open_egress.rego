# METADATA
# title: Security group should not send everything everywhere
# description: >-
#   What may reach any address on any port may also carry data out or fetch what an intruder
#   wants.
# custom:
#   id: aws-sg-open-egress
#   severity: low
#   scope: resource
#   resource_types:
#     - aws_security_group
#     - aws_default_security_group
#     - aws_security_group_rule
#     - aws_vpc_security_group_egress_rule
#   remediation: Name the ranges, prefix lists or groups that are needed, and the ports.
#   controls:
#     nist-800-53-r5: ["AC-4", "SC-7"]
#     soc2: ["CC6.6"]
#     iso-27001-2022: ["A.8.20", "A.8.22"]
#     pci-dss-4: ["1.3.1"]
package turnpike.baseline.aws.sg_open_egress

import data.turnpike.baseline.lib.network

deny contains {"msg": msg, "path": opening.path, "key": network.key(opening)} if {
	some opening in network.ways_out(input.type, input.after)
	not opening.separate
	network.internet(opening.cidr)
	network.everything(opening)
	msg := sprintf("everything may be sent to %v", [opening.cidr])
}
