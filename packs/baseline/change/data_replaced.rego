# METADATA
# title: Change replaces what holds data
# description: >-
#   One attribute cannot be changed in place, so the whole resource is destroyed and made again,
#   empty. In a long plan such a line is easily missed.
# custom:
#   id: change-data-replaced
#   severity: critical
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
#     - google_pubsub_topic
#     - google_redis_instance
#     - google_secret_manager_secret
#     - google_spanner_database
#     - google_spanner_instance
#     - google_sql_database_instance
#     - google_storage_bucket
#   remediation: >-
#     Take the attribute back, or migrate by hand (snapshot and restore, or a second resource and a
#     copy), and protect it with lifecycle prevent_destroy.
#   controls:
#     nist-800-53-r5: ["CM-3", "CP-9"]
#     soc2: ["A1.2", "CC8.1"]
#     iso-27001-2022: ["A.8.13", "A.8.32"]
package turnpike.baseline.change.data_replaced

import data.turnpike.baseline.lib.tags

deny contains {"msg": msg, "path": []} if {
	"create" in input.actions
	some leaving in ["delete", "forget"]
	leaving in input.actions
	not tags.ephemeral(input.before)
	msg := sprintf("%v is replaced by an empty one%v", [input.address, because])
}

default because := ""

because := sprintf(", because %v changes", [attribute]) if {
	attribute := concat(".", [sprintf("%v", [step]) | some step in input.change.replace_paths[0]])
}
