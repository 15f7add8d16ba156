using System.Collections.Frozen;

namespace Turnpike.Inventory.Entities;

/// <summary>Types that a catalog knows as resources of their own: what services keep things in and talk through.</summary>
public static class BackingTypes
{
    private static readonly FrozenDictionary<string, string> s_types = new (string Kind, string[] Types)[]
    {
        ("database",
        [
            "aws_db_instance", "aws_rds_cluster", "aws_dynamodb_table", "aws_redshift_cluster", "aws_docdb_cluster", "aws_neptune_cluster", "aws_opensearch_domain", "aws_timestreamwrite_database",
            "azurerm_mssql_database", "azurerm_postgresql_flexible_server", "azurerm_mysql_flexible_server", "azurerm_cosmosdb_account",
            "google_sql_database_instance", "google_spanner_instance", "google_bigtable_instance", "google_firestore_database", "google_bigquery_dataset",
        ]),
        ("cache", ["aws_elasticache_cluster", "aws_elasticache_replication_group", "aws_memorydb_cluster", "azurerm_redis_cache", "google_redis_instance"]),
        ("bucket", ["aws_s3_bucket", "azurerm_storage_account", "google_storage_bucket", "aws_efs_file_system"]),
        ("queue", ["aws_sqs_queue", "aws_mq_broker", "azurerm_servicebus_queue", "azurerm_servicebus_namespace", "google_pubsub_subscription", "google_cloud_tasks_queue"]),
        ("topic", ["aws_sns_topic", "aws_kinesis_stream", "aws_msk_cluster", "azurerm_eventhub_namespace", "azurerm_servicebus_topic", "google_pubsub_topic"]),
    }.SelectMany(static k => k.Types.Select(t => (Type: t, k.Kind))).ToFrozenDictionary(static k => k.Type, static k => k.Kind, StringComparer.Ordinal);

    /// <summary>What a catalog calls it: <c>database</c>, <c>bucket</c>; null for what is none.</summary>
    public static string? KindOf(string type) => s_types.GetValueOrDefault(type);
}
