# METADATA
# title: Database should export its logs
# description: >-
#   Logs that stay on the database are lost with it, and nobody is told of failed logins.
# custom:
#   id: aws-database-logs
#   severity: low
#   scope: resource
#   resource_types:
#     - aws_db_instance
#     - aws_rds_cluster
#     - aws_docdb_cluster
#     - aws_neptune_cluster
#   remediation: >-
#     Set enabled_cloudwatch_logs_exports (enable_cloudwatch_logs_exports for Neptune).
#   controls:
#     nist-800-53-r5: ["AU-2", "AU-12"]
#     soc2: ["CC7.2"]
#     iso-27001-2022: ["A.8.15"]
#     pci-dss-4: ["10.2.1"]
package turnpike.baseline.aws.database_logs

import data.turnpike.baseline.lib.tags

deny contains {"msg": "no logs are exported", "path": [attribute]} if {
	input.after != null
	not exported
	not of_a_cluster
	not tags.ephemeral(input.after)
}

attribute := "enable_cloudwatch_logs_exports" if input.type == "aws_neptune_cluster"

attribute := "enabled_cloudwatch_logs_exports" if input.type != "aws_neptune_cluster"

exported if count(input.after[attribute]) > 0

of_a_cluster if {
	input.type == "aws_db_instance"
	startswith(input.after.engine, "aurora")
}
