# METADATA
# title: Log group should have a retention
# description: >-
#   Logs kept for ever cost more every month, and hold personal data longer than anyone may.
# custom:
#   id: aws-log-retention
#   severity: low
#   scope: resource
#   resource_types: [aws_cloudwatch_log_group]
#   remediation: Set retention_in_days, 365 or more for audit logs.
#   controls:
#     nist-800-53-r5: ["AU-11"]
#     soc2: ["CC7.2"]
#     iso-27001-2022: ["A.8.10", "A.8.15"]
#     pci-dss-4: ["10.5.1"]
package turnpike.baseline.aws.log_retention

deny contains {"msg": "the logs are kept for ever", "path": ["retention_in_days"]} if {
	input.after != null
	never_expires
}

never_expires if input.after.retention_in_days == 0

never_expires if input.after.retention_in_days == null
