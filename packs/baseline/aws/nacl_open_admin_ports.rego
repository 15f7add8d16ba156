# METADATA
# title: Network ACL should not admit the internet to administration ports
# description: >-
#   An ACL guards a whole subnet, also what forgot its security group. One that admits everything
#   guards nothing.
# custom:
#   id: aws-nacl-open-admin-ports
#   severity: low
#   scope: resource
#   resource_types: [aws_network_acl, aws_network_acl_rule]
#   remediation: Deny 22 and 3389 from 0.0.0.0/0 and ::/0, or list what the subnet serves.
#   controls:
#     cis-aws-3.0: ["5.1"]
#     nist-800-53-r5: ["SC-7"]
#     soc2: ["CC6.6"]
#     iso-27001-2022: ["A.8.20"]
package turnpike.baseline.aws.nacl_open_admin_ports

import data.turnpike.baseline.lib.network
import data.turnpike.baseline.lib.satellites

ports := [22, 3389]

deny contains {"msg": msg, "path": ["ingress", i], "key": sprintf("%v", [rule.rule_no])} if {
	some i, rule in input.after.ingress
	rule.action == "allow"
	some cidr in [rule.cidr_block, rule.ipv6_cidr_block]
	network.internet(cidr)
	admits({"protocol": rule.protocol, "from": rule.from_port, "to": rule.to_port})
	msg := sprintf("rule %v admits %v to administration ports", [rule.rule_no, cidr])
}

deny contains {"msg": msg, "path": []} if {
	input.type == "aws_network_acl_rule"
	input.after.egress != true
	input.after.rule_action == "allow"
	some cidr in [input.after.cidr_block, input.after.ipv6_cidr_block]
	network.internet(cidr)
	admits({"protocol": input.after.protocol, "from": input.after.from_port, "to": input.after.to_port})
	satellites.judged
	msg := sprintf("the rule admits %v to administration ports", [cidr])
}

admits(opening) if network.everything(opening)

admits(opening) if network.reaches_any(opening, ports)
