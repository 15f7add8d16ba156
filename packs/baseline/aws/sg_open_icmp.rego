# METADATA
# title: Security group should not let the internet send every kind of ICMP
# description: >-
#   Some kinds of ICMP map a network or redirect its traffic; path discovery needs only type 3
#   code 4.
# custom:
#   id: aws-sg-open-icmp
#   severity: low
#   scope: resource
#   resource_types:
#     - aws_security_group
#     - aws_default_security_group
#     - aws_security_group_rule
#     - aws_vpc_security_group_ingress_rule
#   remediation: >-
#     Allow the types that are needed, such as 3 (destination unreachable) and 8 (echo).
#   controls:
#     nist-800-53-r5: ["AC-4", "SC-7"]
#     soc2: ["CC6.6"]
#     iso-27001-2022: ["A.8.20", "A.8.22"]
#     pci-dss-4: ["1.3.1"]
package turnpike.baseline.aws.sg_open_icmp

import data.turnpike.baseline.lib.network

deny contains {"msg": msg, "path": opening.path, "key": network.key(opening)} if {
	some opening in network.openings(input.type, input.address, input.after)
	not opening.separate
	network.internet(opening.cidr)
	lower(opening.protocol) in {"icmp", "icmpv6", "1", "58"}
	opening.from == -1
	msg := sprintf("%v may send every kind of ICMP", [opening.cidr])
}
