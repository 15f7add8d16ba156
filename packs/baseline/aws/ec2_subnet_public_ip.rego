# METADATA
# title: Subnet should not give public addresses on launch
# description: >-
#   With this switch every instance in the subnet gets a public address unless its author thinks of
#   refusing it.
# custom:
#   id: aws-ec2-subnet-public-ip
#   severity: low
#   scope: resource
#   resource_types: [aws_subnet, aws_default_subnet]
#   remediation: >-
#     Set map_public_ip_on_launch = false; load balancers and NAT gateways do not need it.
#   controls:
#     nist-800-53-r5: ["AC-4", "SC-7"]
#     soc2: ["CC6.6"]
#     iso-27001-2022: ["A.8.20"]
#     pci-dss-4: ["1.4.4"]
package turnpike.baseline.aws.ec2_subnet_public_ip

deny contains {"msg": "map_public_ip_on_launch is on", "path": ["map_public_ip_on_launch"]} if {
	input.after.map_public_ip_on_launch == true
}
