# METADATA
# title: ECS volumes on EFS must be encrypted in transit
# description: Files travel between the task and the file system in clear text otherwise.
# custom:
#   id: aws-ecs-efs-transit
#   severity: medium
#   scope: resource
#   resource_types: [aws_ecs_task_definition]
#   remediation: Set transit_encryption = "ENABLED" in efs_volume_configuration.
#   controls:
#     nist-800-53-r5: ["SC-8"]
#     soc2: ["CC6.7"]
#     iso-27001-2022: ["A.8.24"]
#     pci-dss-4: ["4.2.1"]
package turnpike.baseline.aws.ecs_efs_transit

deny contains {"msg": "files travel in clear text", "path": ["volume", i, "efs_volume_configuration", j, "transit_encryption"], "key": sprintf("%v", [volume.name])} if {
	some i, volume in input.after.volume
	some j, efs in volume.efs_volume_configuration
	not efs.transit_encryption == "ENABLED"
}
