# METADATA
# title: ECS images should be pinned
# description: >-
#   With the tag latest, or none, two tasks of one service may run different code, and a rollback
#   brings back nothing.
# custom:
#   id: aws-ecs-latest-tag
#   severity: low
#   scope: resource
#   resource_types: [aws_ecs_task_definition]
#   remediation: >-
#     Name the image by an immutable version tag or, better, by digest (repository@sha256:...).
#   controls:
#     nist-800-53-r5: ["CM-2"]
#     soc2: ["CC8.1"]
#     iso-27001-2022: ["A.8.9", "A.8.32"]
package turnpike.baseline.aws.ecs_latest_tag

deny contains {"msg": msg, "path": ["container_definitions"], "key": sprintf("%v", [container.name])} if {
	some container in json.unmarshal(input.after.container_definitions)
	floating(container.image)
	msg := sprintf("the container %v runs %v", [container.name, container.image])
}

floating(image) if endswith(image, ":latest")

floating(image) if not regex.match(`[:@][^/]+$`, image)
