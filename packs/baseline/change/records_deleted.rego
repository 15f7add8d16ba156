# METADATA
# title: Change deletes records of what happened
# description: >-
#   Logs, trails and recorders are evidence. Their end belongs to a retention period, not to a
#   change.
# custom:
#   id: change-records-deleted
#   severity: medium
#   scope: resource
#   resource_types:
#     - aws_cloudtrail
#     - aws_cloudtrail_event_data_store
#     - aws_cloudwatch_log_group
#     - aws_config_configuration_recorder
#     - aws_config_delivery_channel
#     - aws_flow_log
#     - aws_guardduty_detector
#     - azurerm_log_analytics_workspace
#     - azurerm_monitor_diagnostic_setting
#     - google_logging_project_bucket_config
#     - google_logging_project_sink
#   remediation: >-
#     Keep the resource until its retention ends, or set skip_destroy on a log group so that it
#     stays in the account.
#   controls:
#     nist-800-53-r5: ["AU-9", "AU-11", "CM-3"]
#     soc2: ["CC7.2", "CC8.1"]
#     iso-27001-2022: ["A.8.15", "A.8.32"]
#     pci-dss-4: ["10.3.2", "10.5.1"]
package turnpike.baseline.change.records_deleted

import data.turnpike.baseline.lib.tags

deny contains {"msg": msg, "path": []} if {
	"delete" in input.actions
	not input.before.skip_destroy == true
	not tags.ephemeral(input.before)
	msg := sprintf("%v and its records are deleted", [input.address])
}
