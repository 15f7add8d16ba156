# METADATA
# title: CloudTrail should send its events to CloudWatch Logs
# description: >-
#   In CloudWatch Logs events can be watched by metric filters and alarms within minutes; in
#   the bucket alone they are found afterwards.
# custom:
#   id: aws-cloudtrail-cloudwatch
#   severity: low
#   scope: resource
#   resource_types: [aws_cloudtrail]
#   remediation: Set cloud_watch_logs_group_arn and cloud_watch_logs_role_arn.
#   controls:
#     nist-800-53-r5: ["AU-2", "AU-12"]
#     soc2: ["CC7.2"]
#     iso-27001-2022: ["A.8.15"]
#     pci-dss-4: ["10.2.1"]
package turnpike.baseline.aws.cloudtrail_cloudwatch

import data.turnpike.baseline.lib.values

deny contains {"msg": "events do not reach CloudWatch Logs", "path": ["cloud_watch_logs_group_arn"]} if {
	input.after != null
	not values.present(input.after.cloud_watch_logs_group_arn)
}
