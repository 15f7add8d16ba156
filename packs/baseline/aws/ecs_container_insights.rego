# METADATA
# title: ECS cluster should have container insights
# description: >-
#   Without them there are no metrics below the service, so a restarting or starving task is only
#   seen by its users.
# custom:
#   id: aws-ecs-container-insights
#   severity: low
#   scope: resource
#   resource_types: [aws_ecs_cluster]
#   remediation: Add a setting with name "containerInsights" and value "enabled" or "enhanced".
#   controls:
#     nist-800-53-r5: ["SI-4"]
#     soc2: ["CC7.2"]
#     iso-27001-2022: ["A.8.16"]
package turnpike.baseline.aws.ecs_container_insights

deny contains {"msg": "container insights are disabled", "path": ["setting", i, "value"]} if {
	some i, setting in input.after.setting
	setting.name == "containerInsights"
	setting.value == "disabled"
}
