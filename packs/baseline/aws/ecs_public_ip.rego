# METADATA
# title: ECS service should not give tasks public addresses
# description: >-
#   A task with a public address is reachable past the load balancer, as far as its security group
#   lets it be.
# custom:
#   id: aws-ecs-public-ip
#   severity: medium
#   scope: resource
#   resource_types: [aws_ecs_service]
#   remediation: >-
#     Set assign_public_ip = false, use private subnets and a NAT gateway or VPC endpoints.
#   controls:
#     nist-800-53-r5: ["AC-4", "SC-7"]
#     soc2: ["CC6.6"]
#     iso-27001-2022: ["A.8.20"]
#     pci-dss-4: ["1.4.4"]
package turnpike.baseline.aws.ecs_public_ip

deny contains {"msg": "tasks get public addresses", "path": ["network_configuration", i, "assign_public_ip"]} if {
	some i, configuration in input.after.network_configuration
	configuration.assign_public_ip == true
}
