# METADATA
# title: Database must not have a public address
# description: >-
#   A publicly accessible database has an address on the internet; only its security group and its
#   passwords are left between it and everyone.
# custom:
#   id: aws-database-public
#   severity: high
#   scope: resource
#   resource_types:
#     - aws_db_instance
#     - aws_rds_cluster_instance
#     - aws_rds_cluster
#     - aws_neptune_cluster_instance
#     - aws_redshift_cluster
#     - aws_redshiftserverless_workgroup
#     - aws_dms_replication_instance
#     - aws_mq_broker
#   remediation: >-
#     Set publicly_accessible = false and reach the database from the VPC, through a VPN or a
#     session-managed tunnel.
#   controls:
#     cis-aws-3.0: ["2.3.3"]
#     nist-800-53-r5: ["AC-4", "SC-7"]
#     soc2: ["CC6.6"]
#     iso-27001-2022: ["A.8.20", "A.8.22"]
#     pci-dss-4: ["1.4.4"]
package turnpike.baseline.aws.database_public

deny contains {"msg": "the database is publicly accessible", "path": ["publicly_accessible"]} if {
	input.after.publicly_accessible == true
}
