# METADATA
# title: Security group must not let the internet reach administration ports
# description: >-
#   SSH, RDP and their like are scanned within minutes of being reachable, and one weak key or one
#   flaw gives the machine away.
# custom:
#   id: aws-sg-open-admin-ports
#   severity: high
#   scope: resource
#   resource_types:
#     - aws_security_group
#     - aws_default_security_group
#     - aws_security_group_rule
#     - aws_vpc_security_group_ingress_rule
#   remediation: >-
#     Use Session Manager or a VPN, or restrict the rule to the ranges that administrators come
#     from.
#   controls:
#     cis-aws-3.0: ["5.2", "5.3"]
#     nist-800-53-r5: ["AC-4", "AC-17", "SC-7"]
#     soc2: ["CC6.6"]
#     iso-27001-2022: ["A.8.20", "A.8.22"]
#     pci-dss-4: ["1.2.1", "1.3.1"]
package turnpike.baseline.aws.sg_open_admin_ports

import data.turnpike.baseline.lib.network

deny contains {"msg": msg, "path": opening.path, "key": network.key(opening)} if {
	some opening in network.openings(input.type, input.address, input.after)
	not opening.separate
	network.internet(opening.cidr)
	not network.everything(opening)
	network.reaches_any(opening, network.admin_ports)
	msg := sprintf("%v may reach %v", [opening.cidr, network.text_among(opening, network.admin_ports)])
}
