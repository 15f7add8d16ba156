# METADATA
# title: Default security group should let nothing through
# description: >-
#   Whatever is started without naming a group lands in this one. Empty, such a mistake shows at
#   once; with rules, it works and stays.
# custom:
#   id: aws-sg-default-open
#   severity: medium
#   scope: resource
#   resource_types: [aws_default_security_group]
#   remediation: >-
#     Manage aws_default_security_group without ingress and egress blocks and give every workload a
#     group of its own.
#   controls:
#     cis-aws-3.0: ["5.4"]
#     nist-800-53-r5: ["AC-4", "SC-7"]
#     soc2: ["CC6.6"]
#     iso-27001-2022: ["A.8.22"]
#     pci-dss-4: ["1.2.1"]
package turnpike.baseline.aws.sg_default_open

deny contains {"msg": msg, "path": [direction], "key": direction} if {
	some direction in ["ingress", "egress"]
	count(input.after[direction]) > 0
	msg := sprintf("the default group has %v rules", [direction])
}
