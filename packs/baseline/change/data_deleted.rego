# METADATA
# title: Change deletes what holds data
# description: >-
#   A database, bucket, volume or the like disappears with this change. Applying the code again
#   brings back an empty one.
# custom:
#   id: change-data-deleted
#   severity: high
#   scope: resource
#   resource_types:
#     - aws_ami
#     - aws_athena_database
#     - aws_backup_vault
#     - aws_cognito_user_pool
#     - aws_db_cluster_snapshot
#     - aws_db_instance
#     - aws_db_snapshot
#     - aws_docdb_cluster
#     - aws_dynamodb_table
#     - aws_ebs_snapshot
#     - aws_ebs_snapshot_copy
#     - aws_ebs_volume
#     - aws_ecr_repository
#     - aws_efs_file_system
#     - aws_elasticache_replication_group
#     - aws_elasticsearch_domain
#     - aws_fsx_lustre_file_system
#     - aws_fsx_ontap_file_system
#     - aws_fsx_openzfs_file_system
#     - aws_fsx_windows_file_system
#     - aws_keyspaces_table
#     - aws_kinesis_stream
#     - aws_memorydb_cluster
#     - aws_mq_broker
#     - aws_msk_cluster
#     - aws_neptune_cluster
#     - aws_opensearch_domain
#     - aws_rds_cluster
#     - aws_rds_global_cluster
#     - aws_redshift_cluster
#     - aws_redshiftserverless_namespace
#     - aws_s3_bucket
#     - aws_s3_directory_bucket
#     - aws_secretsmanager_secret
#     - aws_timestreamwrite_table
#     - azurerm_cosmosdb_account
#     - azurerm_eventhub_namespace
#     - azurerm_key_vault
#     - azurerm_managed_disk
#     - azurerm_mssql_database
#     - azurerm_mssql_server
#     - azurerm_mysql_flexible_server
#     - azurerm_postgresql_flexible_server
#     - azurerm_recovery_services_vault
#     - azurerm_redis_cache
#     - azurerm_snapshot
#     - azurerm_storage_account
#     - azurerm_storage_container
#     - azurerm_storage_share
#     - google_alloydb_cluster
#     - google_artifact_registry_repository
#     - google_bigquery_dataset
#     - google_bigquery_table
#     - google_bigtable_instance
#     - google_compute_disk
#     - google_compute_snapshot
#     - google_filestore_instance
#     - google_firestore_database
#     - google_pubsub_topic
#     - google_redis_instance
#     - google_secret_manager_secret
#     - google_spanner_database
#     - google_spanner_instance
#     - google_sql_database_instance
#     - google_storage_bucket
#   remediation: >-
#     Take a copy and say so in a waiver with an expiry, or keep the resource. A removed block with
#     destroy = false lets go of it without deleting it.
#   controls:
#     nist-800-53-r5: ["CM-3", "CP-9"]
#     soc2: ["A1.2", "CC8.1"]
#     iso-27001-2022: ["A.8.13", "A.8.32"]
package turnpike.baseline.change.data_deleted

import data.turnpike.baseline.lib.tags

deny contains {"msg": msg, "path": []} if {
	"delete" in input.actions
	not "create" in input.actions
	not tags.ephemeral(input.before)
	msg := sprintf("%v and what it holds are deleted", [input.address])
}
