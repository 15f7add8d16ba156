# METADATA
# title: Security group should let the internet reach only ports meant for it
# description: >-
#   Apart from the web's ports and VPN, what listens is rarely meant for everyone; development
#   servers and node ports are the usual surprise.
# custom:
#   id: aws-sg-open-other-ports
#   severity: medium
#   scope: resource
#   resource_types:
#     - aws_security_group
#     - aws_default_security_group
#     - aws_security_group_rule
#     - aws_vpc_security_group_ingress_rule
#   remediation: >-
#     Put a load balancer on 443 in front, or restrict the rule to known ranges. A port that is
#     public on purpose belongs into public_ports.
#   controls:
#     nist-800-53-r5: ["AC-4", "SC-7"]
#     soc2: ["CC6.6"]
#     iso-27001-2022: ["A.8.20", "A.8.22"]
#     pci-dss-4: ["1.2.5", "1.3.1"]
#   params:
#     public_ports: [80, 443, 500, 1194, 4500, 51820]
package turnpike.baseline.aws.sg_open_other_ports

import data.turnpike.baseline.lib.network

deny contains {"msg": msg, "path": opening.path, "key": network.key(opening)} if {
	some opening in network.openings(input.type, input.address, input.after)
	not opening.separate
	network.internet(opening.cidr)
	network.has_ports(opening)
	not network.everything(opening)
	not network.reaches_only(opening, input.params.public_ports)
	# Administration and data ports have rules of their own.
	not network.reaches_any(opening, network.admin_ports)
	not network.reaches_any(opening, network.data_ports)
	msg := sprintf("%v may reach %v", [opening.cidr, network.text(opening)])
}
