# METADATA
# title: ECS task must not share the host's network or processes
# description: >-
#   In the host's namespaces a container sees other tasks' traffic and processes and may take
#   over the machine.
# custom:
#   id: aws-ecs-host-namespace
#   severity: medium
#   scope: resource
#   resource_types: [aws_ecs_task_definition]
#   remediation: Use network_mode = "awsvpc", and leave pid_mode out or set "task".
#   controls:
#     nist-800-53-r5: ["AC-3", "AC-6"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.8.3"]
#     pci-dss-4: ["7.2.1"]
package turnpike.baseline.aws.ecs_host_namespace

deny contains {"msg": msg, "path": [attribute], "key": attribute} if {
	some attribute in ["network_mode", "pid_mode", "ipc_mode"]
	input.after[attribute] == "host"
	msg := sprintf("%v is \"host\"", [attribute])
}
