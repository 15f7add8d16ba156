# METADATA
# title: EC2 instance should not have a public address
# description: >-
#   A machine with a public address is one security group mistake away from the internet. Traffic in
#   belongs on a load balancer, traffic out on a NAT gateway.
# custom:
#   id: aws-ec2-public-ip
#   severity: medium
#   scope: resource
#   resource_types: [aws_instance, aws_launch_template, aws_launch_configuration]
#   remediation: Set associate_public_ip_address = false and place the instance in a private subnet.
#   controls:
#     nist-800-53-r5: ["AC-4", "SC-7"]
#     soc2: ["CC6.6"]
#     iso-27001-2022: ["A.8.20", "A.8.22"]
#     pci-dss-4: ["1.4.4"]
package turnpike.baseline.aws.ec2_public_ip

deny contains {"msg": "a public address is associated", "path": ["associate_public_ip_address"], "key": "instance"} if {
	addressed
}

addressed if input.after.associate_public_ip_address == true

# Nothing said on the instance: its subnet decides.
addressed if {
	input.after.associate_public_ip_address == null
	some subnet in turnpike.estate.refs(input.address, ["subnet_id"])
	subnet.type == "aws_subnet"
	subnet.attributes.map_public_ip_on_launch == true
}

deny contains {"msg": "a public address is associated", "path": ["network_interfaces", i, "associate_public_ip_address"], "key": sprintf("%v", [i])} if {
	some i, interface in input.after.network_interfaces
	interface.associate_public_ip_address in {true, "true"}
}
