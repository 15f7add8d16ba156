# METADATA
# title: Database should take IAM logins
# description: >-
#   With IAM logins nobody keeps a password of the database, and access ends with the role.
# custom:
#   id: aws-database-iam-auth
#   severity: low
#   scope: resource
#   resource_types: [aws_db_instance, aws_rds_cluster]
#   remediation: Set iam_database_authentication_enabled = true.
#   controls:
#     nist-800-53-r5: ["AC-3", "AC-6"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.8.3"]
#     pci-dss-4: ["7.2.1"]
package turnpike.baseline.aws.database_iam_auth

deny contains {"msg": "logins by IAM are off", "path": ["iam_database_authentication_enabled"]} if {
	supported
	not input.after.iam_database_authentication_enabled == true
}

supported if startswith(input.after.engine, "postgres")

supported if startswith(input.after.engine, "mysql")

supported if startswith(input.after.engine, "mariadb")

supported if {
	input.type == "aws_rds_cluster"
	startswith(input.after.engine, "aurora")
}
