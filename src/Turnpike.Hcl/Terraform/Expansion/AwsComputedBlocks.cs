using Turnpike.Hcl.Types;
using Turnpike.Values;

namespace Turnpike.Hcl.Terraform.Expansion;

/// <summary>
/// Blocks that the AWS provider fills in itself where they are not written, as it plans them: a schema says of attributes
/// alone that they are computed. Facts from plans of provider 5.100.0 and its documentation.
/// </summary>
internal static class AwsComputedBlocks
{
    private static readonly string[] s_instance =
    [
        "capacity_reservation_specification", "cpu_options", "ebs_block_device", "enclave_options", "ephemeral_block_device", "instance_market_options",
        "maintenance_options", "metadata_options", "network_interface", "private_dns_name_options", "root_block_device",
    ];

    private static readonly string[] s_targetGroup = ["health_check", "stickiness", "target_failover", "target_group_health", "target_health_state"];

    private static readonly string[] s_search =
    [
        "advanced_security_options", "auto_tune_options", "cluster_config", "domain_endpoint_options", "ebs_options", "encrypt_at_rest", "node_to_node_encryption",
    ];

    private static readonly Dictionary<string, string[]> s_blocks = new(StringComparer.Ordinal)
    {
        ["aws_acm_certificate"] = ["options"],
        ["aws_alb"] = ["subnet_mapping"],
        ["aws_alb_listener"] = ["mutual_authentication"],
        ["aws_alb_target_group"] = s_targetGroup,
        ["aws_appautoscaling_target"] = ["suspended_state"],
        ["aws_autoscaling_group"] = ["availability_zone_distribution", "capacity_reservation_specification", "mixed_instances_policy", "traffic_source"],
        ["aws_budgets_budget"] = ["cost_filter", "cost_types"],
        ["aws_config_config_rule"] = ["evaluation_mode"],
        ["aws_config_configuration_recorder"] = ["recording_mode"],
        ["aws_dynamodb_table"] = ["point_in_time_recovery", "server_side_encryption", "ttl"],
        ["aws_efs_file_system"] = ["protection"],
        ["aws_eks_cluster"] = ["access_config", "kubernetes_network_config", "upgrade_policy"],
        ["aws_eks_node_group"] = ["node_repair_config", "update_config"],
        ["aws_elasticache_user"] = ["authentication_mode"],
        ["aws_elasticsearch_domain"] = s_search,
        ["aws_guardduty_detector"] = ["datasources"],
        ["aws_iam_role"] = ["inline_policy"],
        ["aws_instance"] = s_instance,
        ["aws_lambda_function"] = ["ephemeral_storage", "logging_config", "tracing_config"],
        ["aws_launch_template"] = ["metadata_options"],
        ["aws_lb"] = ["subnet_mapping"],
        ["aws_lb_listener"] = ["mutual_authentication"],
        ["aws_lb_target_group"] = s_targetGroup,
        ["aws_opensearch_domain"] = [.. s_search, "off_peak_window_options", "software_update_options"],
        ["aws_redshift_cluster"] = ["logging", "snapshot_copy"],
        ["aws_s3_bucket"] =
        [
            "cors_rule", "grant", "lifecycle_rule", "logging", "object_lock_configuration", "replication_configuration", "server_side_encryption_configuration",
            "versioning", "website",
        ],
        ["aws_secretsmanager_secret"] = ["replica"],
        ["aws_spot_instance_request"] = s_instance,
        ["aws_vpc_endpoint"] = ["dns_options", "subnet_configuration"],
    };

    public static HclValue Apply(string type, HclValue value, UnknownPath path)
    {
        if (!s_blocks.TryGetValue(type, out var names) || value.Value is not ObjectValue members)
        {
            return value;
        }

        Value[]? changed = null;
        foreach (var name in names)
        {
            var at = members.Shape.IndexOf(name);
            if (at >= 0 && members.Values[at] is ArrayValue { Count: 0 } or SetValue { Count: 0 })
            {
                changed ??= members.Values.ToArray();
                changed[at] = new UnknownValue(path.Child(members.Keys[at]), UnknownOrigin.ComputedUnset);
            }
        }

        return changed is null ? value : new HclValue(value.Type, ObjectValue.Create(members.Shape, changed).WithOwnMarks(value.Marks));
    }
}
