# METADATA
# title: ECS containers must not hold secrets in their environment
# description: >-
#   The environment of a task definition is readable by everyone who may describe it, in every
#   revision ever made, and is kept in the state.
# custom:
#   id: aws-ecs-env-secret
#   severity: high
#   scope: resource
#   resource_types: [aws_ecs_task_definition]
#   remediation: >-
#     Move the variable to "secrets" with valueFrom, the ARN of a Secrets Manager secret or an SSM
#     parameter.
#   controls:
#     nist-800-53-r5: ["IA-5"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.5.17"]
#     pci-dss-4: ["8.6.2"]
package turnpike.baseline.aws.ecs_env_secret

import data.turnpike.baseline.lib.secrets

deny contains {"msg": msg, "path": ["container_definitions"], "key": sprintf("%v %v", [container.name, variable.name])} if {
	some container in json.unmarshal(input.after.container_definitions)
	some variable in container.environment
	secrets.exposed(variable.name, variable.value)
	msg := sprintf("the container %v has %v in clear text", [container.name, variable.name])
}
