# METADATA
# title: Change lets go of what holds data
# description: >-
#   The resource leaves the code but keeps running, with its data and its bill. From now on no plan
#   shows what happens to it.
# custom:
#   id: change-data-forgotten
#   severity: medium
#   scope: resource
#   resource_types:
#     - aws_athena_database
#     - aws_backup_vault
#     - aws_cognito_user_pool
#     - aws_db_instance
#     - aws_docdb_cluster
#     - aws_dynamodb_table
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
#     - aws_kms_external_key
#     - aws_kms_key
#     - aws_kms_replica_key
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
#     - azurerm_key_vault_key
#     - azurerm_managed_disk
#     - azurerm_mssql_database
#     - azurerm_mssql_server
#     - azurerm_mysql_flexible_server
#     - azurerm_postgresql_flexible_server
#     - azurerm_recovery_services_vault
#     - azurerm_redis_cache
#     - azurerm_storage_account
#     - azurerm_storage_container
#     - azurerm_storage_share
#     - google_alloydb_cluster
#     - google_artifact_registry_repository
#     - google_bigquery_dataset
#     - google_bigquery_table
#     - google_bigtable_instance
#     - google_compute_disk
#     - google_filestore_instance
#     - google_firestore_database
#     - google_kms_crypto_key
#     - google_kms_crypto_key_version
#     - google_pubsub_topic
#     - google_redis_instance
#     - google_secret_manager_secret
#     - google_spanner_database
#     - google_spanner_instance
#     - google_sql_database_instance
#     - google_storage_bucket
#   remediation: Say in a waiver who takes it over, and import it there.
#   controls:
#     nist-800-53-r5: ["CM-3", "CM-8"]
#     soc2: ["CC8.1"]
#     iso-27001-2022: ["A.5.9", "A.8.32"]
package turnpike.baseline.change.data_forgotten

import data.turnpike.baseline.lib.tags

deny contains {"msg": msg, "path": []} if {
	"forget" in input.actions
	not "create" in input.actions
	not tags.ephemeral(input.before)
	msg := sprintf("%v keeps running, unmanaged", [input.address])
}
