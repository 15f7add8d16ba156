# METADATA
# title: ECS containers should not run as root
# description: Root in a container is one kernel or runtime flaw away from root on the host.
# custom:
#   id: aws-ecs-root-user
#   severity: low
#   scope: resource
#   resource_types: [aws_ecs_task_definition]
#   remediation: Set "user" to a numeric id other than 0.
#   controls:
#     nist-800-53-r5: ["AC-6"]
#     soc2: ["CC6.3"]
#     iso-27001-2022: ["A.8.2"]
#     pci-dss-4: ["7.2.2"]
package turnpike.baseline.aws.ecs_root_user

deny contains {"msg": msg, "path": ["container_definitions"], "key": sprintf("%v", [container.name])} if {
	some container in json.unmarshal(input.after.container_definitions)
	regex.match(`^(root|0)(:.*)?$`, container.user)
	msg := sprintf("the container %v runs as %v", [container.name, container.user])
}
