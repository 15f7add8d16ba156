using System.Collections.Frozen;

namespace Turnpike.Inventory.Ownership;

/// <summary>
/// Types whose resources appear on a bill by themselves, at what they run or hold. Rules, attachments, policies and networks
/// without gateways do not.
/// </summary>
public static class CostBearing
{
    private static readonly FrozenSet<string> s_types = new[]
    {
        "aws_instance", "aws_spot_instance_request", "aws_ebs_volume", "aws_ebs_snapshot", "aws_ami", "aws_eip", "aws_nat_gateway", "aws_vpc_endpoint", "aws_vpn_connection", "aws_ec2_transit_gateway",
        "aws_ec2_transit_gateway_vpc_attachment", "aws_lb", "aws_alb", "aws_elb", "aws_globalaccelerator_accelerator", "aws_dx_connection", "aws_networkfirewall_firewall", "aws_wafv2_web_acl",
        "aws_ecs_service", "aws_eks_cluster", "aws_eks_node_group", "aws_ecr_repository", "aws_lambda_function", "aws_apprunner_service", "aws_batch_compute_environment", "aws_elastic_beanstalk_environment",
        "aws_lightsail_instance", "aws_db_instance", "aws_rds_cluster", "aws_rds_cluster_instance", "aws_db_snapshot", "aws_db_cluster_snapshot", "aws_dynamodb_table", "aws_elasticache_cluster",
        "aws_elasticache_replication_group", "aws_memorydb_cluster", "aws_docdb_cluster", "aws_docdb_cluster_instance", "aws_neptune_cluster", "aws_redshift_cluster", "aws_opensearch_domain",
        "aws_msk_cluster", "aws_mq_broker", "aws_kinesis_stream", "aws_kinesis_firehose_delivery_stream", "aws_sqs_queue", "aws_sns_topic", "aws_s3_bucket", "aws_efs_file_system", "aws_fsx_lustre_file_system",
        "aws_fsx_windows_file_system", "aws_backup_vault", "aws_cloudfront_distribution", "aws_route53_zone", "aws_kms_key", "aws_secretsmanager_secret", "aws_cloudwatch_log_group", "aws_cloudtrail",
        "aws_emr_cluster", "aws_glue_job", "aws_sagemaker_endpoint", "aws_sagemaker_notebook_instance", "aws_workspaces_workspace", "aws_api_gateway_rest_api", "aws_apigatewayv2_api", "aws_transfer_server",
        "azurerm_linux_virtual_machine", "azurerm_windows_virtual_machine", "azurerm_virtual_machine", "azurerm_linux_virtual_machine_scale_set", "azurerm_windows_virtual_machine_scale_set",
        "azurerm_managed_disk", "azurerm_snapshot", "azurerm_public_ip", "azurerm_lb", "azurerm_application_gateway", "azurerm_nat_gateway", "azurerm_firewall", "azurerm_virtual_network_gateway",
        "azurerm_express_route_circuit", "azurerm_kubernetes_cluster", "azurerm_kubernetes_cluster_node_pool", "azurerm_container_registry", "azurerm_container_group", "azurerm_service_plan",
        "azurerm_linux_function_app", "azurerm_storage_account", "azurerm_mssql_database", "azurerm_mssql_elasticpool", "azurerm_postgresql_flexible_server", "azurerm_mysql_flexible_server",
        "azurerm_cosmosdb_account", "azurerm_redis_cache", "azurerm_servicebus_namespace", "azurerm_eventhub_namespace", "azurerm_log_analytics_workspace", "azurerm_application_insights",
        "azurerm_key_vault", "azurerm_cdn_profile", "azurerm_api_management", "azurerm_data_factory", "azurerm_databricks_workspace", "azurerm_recovery_services_vault",
        "google_compute_instance", "google_compute_disk", "google_compute_snapshot", "google_compute_address", "google_compute_global_address", "google_compute_forwarding_rule", "google_compute_router_nat",
        "google_compute_vpn_tunnel", "google_compute_interconnect_attachment", "google_container_cluster", "google_container_node_pool", "google_artifact_registry_repository", "google_cloud_run_service",
        "google_cloud_run_v2_service", "google_cloudfunctions_function", "google_cloudfunctions2_function", "google_app_engine_standard_app_version", "google_storage_bucket", "google_sql_database_instance",
        "google_spanner_instance", "google_bigtable_instance", "google_bigquery_dataset", "google_redis_instance", "google_filestore_instance", "google_pubsub_topic", "google_pubsub_subscription",
        "google_dataflow_job", "google_dataproc_cluster", "google_kms_crypto_key", "google_secret_manager_secret", "google_logging_project_bucket_config",
        "PersistentVolume", "PersistentVolumeClaim", "Node", "apps/Deployment", "apps/StatefulSet", "apps/DaemonSet", "batch/CronJob",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static bool Is(string type) => s_types.Contains(type);
}
