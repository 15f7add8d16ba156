using System.Collections.Frozen;

namespace Turnpike.Delivery.Judging;

/// <summary>Types of resources by what goes wrong when they go: data that is lost, doors that open.</summary>
internal static class KeptData
{
    private static readonly FrozenSet<string> s_keepsData = new[]
    {
        "aws_backup_vault", "aws_db_cluster_snapshot", "aws_db_instance", "aws_db_snapshot", "aws_docdb_cluster", "aws_dynamodb_table", "aws_ebs_snapshot",
        "aws_ebs_volume", "aws_ecr_repository", "aws_efs_file_system", "aws_elasticache_cluster", "aws_elasticache_replication_group", "aws_elasticsearch_domain",
        "aws_fsx_lustre_file_system", "aws_fsx_windows_file_system", "aws_glacier_vault", "aws_kinesis_stream", "aws_kms_key", "aws_memorydb_cluster",
        "aws_mq_broker", "aws_msk_cluster", "aws_neptune_cluster", "aws_opensearch_domain", "aws_rds_cluster", "aws_redshift_cluster", "aws_s3_bucket",
        "aws_secretsmanager_secret", "aws_sqs_queue", "aws_timestreamwrite_table", "aws_cognito_user_pool", "aws_route53_zone",
        "azurerm_cosmosdb_account", "azurerm_key_vault", "azurerm_key_vault_key", "azurerm_managed_disk", "azurerm_mariadb_server", "azurerm_mssql_database",
        "azurerm_mssql_server", "azurerm_mysql_flexible_server", "azurerm_mysql_server", "azurerm_postgresql_flexible_server", "azurerm_postgresql_server",
        "azurerm_recovery_services_vault", "azurerm_redis_cache", "azurerm_storage_account", "azurerm_storage_container", "azurerm_storage_share",
        "google_artifact_registry_repository", "google_bigquery_dataset", "google_bigquery_table", "google_bigtable_instance", "google_compute_disk",
        "google_filestore_instance", "google_firestore_database", "google_kms_crypto_key", "google_pubsub_subscription", "google_pubsub_topic",
        "google_redis_instance", "google_secret_manager_secret", "google_spanner_database", "google_spanner_instance", "google_sql_database",
        "google_sql_database_instance", "google_storage_bucket", "google_dns_managed_zone",
        "kubernetes_persistent_volume", "kubernetes_persistent_volume_claim", "kubernetes_stateful_set", "kubernetes_namespace",
        "PersistentVolume", "PersistentVolumeClaim", "apps/StatefulSet", "Namespace",
    }.ToFrozenSet();

    private static readonly string[] s_access =
    [
        "_iam_", "_policy", "_role", "security_group", "_firewall", "network_acl", "_nsg", "network_security", "bucket_public_access", "_acl",
        "rbac.authorization.k8s.io/", "networking.k8s.io/NetworkPolicy", "_kms_grant", "access_key", "_key_vault_access",
    ];

    public static bool IsIn(string type) => s_keepsData.Contains(type);

    /// <summary>Whether it says who may do what, or what may talk to what.</summary>
    public static bool IsAccess(string type) => s_access.Any(part => type.Contains(part, StringComparison.Ordinal));
}
