# METADATA
# title: Database must not accept connections without TLS
# description: >-
#   A parameter group that switches forced TLS off lets clients send passwords and rows in clear
#   text.
# custom:
#   id: aws-database-plaintext
#   severity: medium
#   scope: resource
#   resource_types:
#     - aws_db_parameter_group
#     - aws_rds_cluster_parameter_group
#     - aws_redshift_parameter_group
#     - aws_docdb_cluster_parameter_group
#   remediation: >-
#     Set rds.force_ssl = 1 (PostgreSQL, SQL Server), require_secure_transport = ON (MySQL),
#     require_ssl = true (Redshift), tls = enabled (DocumentDB).
#   controls:
#     nist-800-53-r5: ["SC-8"]
#     soc2: ["CC6.7"]
#     iso-27001-2022: ["A.8.24"]
#     pci-dss-4: ["4.2.1"]
package turnpike.baseline.aws.database_plaintext

switches := {
	"rds.force_ssl": {"0", "false", "off"},
	"require_secure_transport": {"0", "false", "off"},
	"require_ssl": {"0", "false", "off"},
	"tls": {"disabled"},
}

deny contains {"msg": msg, "path": ["parameter", i, "value"], "key": sprintf("%v", [parameter.name])} if {
	some i, parameter in input.after.parameter
	lower(parameter.value) in switches[lower(parameter.name)]
	msg := sprintf("%v is %v", [parameter.name, parameter.value])
}
