# METADATA
# title: ECS containers must not be privileged
# description: >-
#   A privileged container has the rights of the host; whoever gets into it has the machine and
#   every task on it.
# custom:
#   id: aws-ecs-privileged
#   severity: high
#   scope: resource
#   resource_types: [aws_ecs_task_definition]
#   remediation: Set privileged to false and add the Linux capabilities that are really needed.
#   controls:
#     nist-800-53-r5: ["AC-6", "CM-7"]
#     soc2: ["CC6.3"]
#     iso-27001-2022: ["A.8.2"]
#     pci-dss-4: ["7.2.2"]
package turnpike.baseline.aws.ecs_privileged

deny contains {"msg": msg, "path": ["container_definitions"], "key": sprintf("%v", [container.name])} if {
	some container in json.unmarshal(input.after.container_definitions)
	container.privileged == true
	msg := sprintf("the container %v is privileged", [container.name])
}
