# METADATA
# title: Database password should not be written into the plan
# description: >-
#   A password given as an attribute is stored in the state and in every plan file; whoever can read
#   those can read the database.
# custom:
#   id: aws-database-password
#   severity: low
#   scope: resource
#   resource_types: [aws_db_instance, aws_rds_cluster, aws_docdb_cluster, aws_redshift_cluster]
#   remediation: >-
#     Set manage_master_user_password = true, or use the write-only attribute (password_wo,
#     master_password_wo).
#   controls:
#     nist-800-53-r5: ["IA-5"]
#     soc2: ["CC6.1"]
#     iso-27001-2022: ["A.5.17"]
#     pci-dss-4: ["8.6.2"]
package turnpike.baseline.aws.database_password

deny contains {"msg": msg, "path": [attribute]} if {
	some attribute in ["password", "master_password"]
	is_string(input.after[attribute])
	msg := sprintf("%v is in the plan and the state in clear text", [attribute])
}
