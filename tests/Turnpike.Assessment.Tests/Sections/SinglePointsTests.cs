using Turnpike.Assessment.Sections;
using Turnpike.Formats.Observation;
using Turnpike.Gate.Rules;

namespace Turnpike.Assessment.Tests.Sections;

public class SinglePointsTests
{
    private const string Subnets = "subnet-a eu-west-1a vpc-1, subnet-b eu-west-1b vpc-1";

    [Theory]
    [InlineData("aws_db_instance", """{"identifier":"orders","multi_az":false}""", "spof.database", Severity.Medium)]
    [InlineData("aws_db_instance", """{"identifier":"orders","multi_az":false,"tags":{"environment":"production"}}""", "spof.database", Severity.High)]
    [InlineData("aws_db_instance", """{"identifier":"orders","multi_az":false,"tags":{"environment":"dev"}}""", "spof.database", Severity.Low)]
    [InlineData("aws_db_instance", """{"identifier":"orders","multi_az":true}""", null, Severity.Low)]
    [InlineData("aws_db_instance", """{"identifier":"replica","multi_az":false,"replicate_source_db":"orders"}""", null, Severity.Low)]
    [InlineData("aws_elasticache_replication_group", """{"automatic_failover_enabled":false}""", "spof.cache", Severity.Medium)]
    [InlineData("aws_elasticache_replication_group", """{"automatic_failover_enabled":true}""", null, Severity.Low)]
    [InlineData("aws_opensearch_domain", """{"cluster_config":[{"zone_awareness_enabled":false}]}""", "spof.search", Severity.Medium)]
    [InlineData("aws_efs_file_system", """{"availability_zone_name":"eu-west-1a"}""", "spof.files", Severity.Medium)]
    [InlineData("aws_efs_file_system", """{"availability_zone_name":""}""", null, Severity.Low)]
    [InlineData("aws_ecs_service", """{"desired_count":1,"scheduling_strategy":"REPLICA"}""", "spof.tasks", Severity.Medium)]
    [InlineData("aws_ecs_service", """{"desired_count":1,"scheduling_strategy":"DAEMON"}""", null, Severity.Low)]
    [InlineData("aws_nat_gateway", """{"subnet_id":"subnet-a","connectivity_type":"public"}""", "spof.nat", Severity.Medium)]
    [InlineData("aws_autoscaling_group", """{"desired_capacity":2,"min_size":2,"availability_zones":["eu-west-1a"]}""", "spof.group-zone", Severity.Medium)]
    [InlineData("aws_autoscaling_group", """{"desired_capacity":1,"min_size":1,"availability_zones":["eu-west-1a","eu-west-1b"]}""", "spof.group-single", Severity.Low)]
    [InlineData("aws_autoscaling_group", """{"desired_capacity":2,"min_size":2,"availability_zones":[],"vpc_zone_identifier":["subnet-a","subnet-b"]}""", null, Severity.Low)]
    [InlineData("aws_lb_target_group", """{"load_balancer_arns":["lb"],"target_ids":["i-1"],"target_type":"instance"}""", "spof.target", Severity.Medium)]
    [InlineData("aws_lb_target_group", """{"load_balancer_arns":["lb"],"target_ids":["i-1","i-2"],"target_type":"instance"}""", null, Severity.Low)]
    [InlineData("aws_instance", """{"instance_state":"running","tags":{"env":"prod"}}""", "spof.instance", Severity.Medium)]
    [InlineData("aws_instance", """{"instance_state":"running","tags":{"env":"dev"}}""", null, Severity.Low)]
    [InlineData("aws_eks_node_group", """{"cluster_name":"c","subnet_ids":["subnet-a"]}""", "spof.nodes", Severity.Medium)]
    [InlineData("aws_eks_node_group", """{"cluster_name":"c","subnet_ids":["subnet-a","subnet-b"]}""", null, Severity.Low)]
    public async Task What_is_there_once_is_said(string type, string attributes, string? kind, Severity severity)
    {
        await using var yard = new EstateYard();
        await ObserveAsync(yard, (type, "one", attributes));

        var result = await yard.JudgeAsync(new SinglePoints());

        Assert.Equal(kind is null ? [] : [(kind, severity)], result.Lines.Select(static l => (l.Kind, l.Severity)));
        Assert.Empty(result.NotJudged);
    }

    [Fact]
    public async Task Several_resources_together_are_no_single_point()
    {
        await using var yard = new EstateYard();
        await ObserveAsync(yard,
            ("aws_nat_gateway", "nat-a", """{"subnet_id":"subnet-a"}"""), ("aws_nat_gateway", "nat-b", """{"subnet_id":"subnet-b"}"""),
            ("aws_rds_cluster", "spread", """{"engine":"aurora-postgresql","cluster_identifier":"spread"}"""),
            ("aws_rds_cluster_instance", "spread-1", """{"cluster_identifier":"spread","availability_zone":"eu-west-1a"}"""), ("aws_rds_cluster_instance", "spread-2", """{"cluster_identifier":"spread","availability_zone":"eu-west-1b"}"""),
            ("aws_rds_cluster", "alone", """{"engine":"aurora-postgresql","cluster_identifier":"alone"}"""), ("aws_rds_cluster_instance", "alone-1", """{"cluster_identifier":"alone","availability_zone":"eu-west-1a"}"""),
            ("aws_eks_node_group", "c:a", """{"cluster_name":"c","subnet_ids":["subnet-a"]}"""), ("aws_eks_node_group", "c:b", """{"cluster_name":"c","subnet_ids":["subnet-b"]}"""));

        var result = await yard.JudgeAsync(new SinglePoints());

        Assert.Equal("Aurora clusters with instances in one zone: 1 of 2 (alone)", Assert.Single(result.Lines).What);
        Assert.Equal((20.0, 5), result.Measures.Where(static m => m.Id == "spof.share").Select(static m => (m.Value!.Value, m.Of!.Value)).Single());
    }

    [Fact]
    public async Task Whose_targets_or_zones_were_not_read_nobody_can_tell()
    {
        await using var yard = new EstateYard();
        await yard.ObserveAsync("eu-west-1", "elbv2",
            coverage: [new("elasticloadbalancing:DescribeTargetHealth", CoverageStatus.Denied, ["aws_lb_target_group"], "Grant elasticloadbalancing:DescribeTargetHealth."), new("ec2:DescribeSubnets", CoverageStatus.Denied, ["aws_subnet"])],
            [("aws_nat_gateway", "nat-a", """{"subnet_id":"subnet-a"}""")]);
        await yard.ObserveAsync("eu-west-1", "groups", [new ObservedResource("aws_lb_target_group", "tg", EstateYard.Object("""{"load_balancer_arns":["lb"]}""").With("target_ids", ObservedResource.Unread))]);

        var result = await yard.JudgeAsync(new SinglePoints());

        Assert.Empty(result.Lines);
        Assert.Contains(result.NotJudged, static n => n is { What: "Load balancers with one target behind them", Count: 1 } && n.Why.Contains("DescribeTargetHealth", StringComparison.Ordinal));
        Assert.Contains(result.NotJudged, static n => n is { What: "Networks of several zones with one NAT gateway", Count: 1 } && n.Why.Contains("DescribeSubnets", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Workloads_of_a_cluster_are_held_against_their_scalers_and_budgets()
    {
        await using var yard = new EstateYard();
        await yard.PushAsync("kubernetes/east", "all", $$$$$$"""
            {"apiVersion":"v1","kind":"List","items":[
              {{{{{{Deployment("once", 1)}}}}}}, {{{{{{Deployment("scaled", 1)}}}}}}, {{{{{{Deployment("guarded", 3)}}}}}}, {{{{{{Deployment("bare", 2)}}}}}}, {{{{{{Deployment("off", 0)}}}}}},
              {"apiVersion":"autoscaling/v2","kind":"HorizontalPodAutoscaler","metadata":{"name":"s","namespace":"shop"},"spec":{"minReplicas":2,"scaleTargetRef":{"kind":"Deployment","name":"scaled"}}},
              {"apiVersion":"policy/v1","kind":"PodDisruptionBudget","metadata":{"name":"g","namespace":"shop"},"spec":{"minAvailable":1,"selector":{"matchLabels":{"app":"guarded"}}}},
              {"apiVersion":"turnpike/v1","kind":"Cluster","metadata":{"name":"east"},"spec":{"version":"v1.34.1","nodes":[{"name":"a","zone":"eu-west-1a"},{"name":"b","zone":"eu-west-1a"}]}}]}
            """);

        var result = await yard.JudgeAsync(new SinglePoints());

        Assert.Equal(
            ["Clusters whose nodes are in one zone: 1 of 1 (east)", "Workloads without a disruption budget: 2 of 3 (bare, scaled)", "Workloads that run once: 1 of 4 (once)"],
            result.Lines.Select(static l => l.What));

        static string Deployment(string name, int replicas) => $$$$$$"""{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"{{{{{{name}}}}}}","namespace":"shop"},"spec":{"replicas":{{{{{{replicas}}}}}},"template":{"metadata":{"labels":{"app":"{{{{{{name}}}}}}"}}}}}""";
    }

    private static async Task ObserveAsync(EstateYard yard, params (string Type, string Id, string Attributes)[] resources)
    {
        await yard.ObserveAsync("eu-west-1", "vpc", [.. Subnets.Split(", ").Select(static s => s.Split(' ')).Select(static s => ("aws_subnet", s[0], $$"""{"availability_zone":"{{s[1]}}","vpc_id":"{{s[2]}}"}"""))]);
        await yard.ObserveAsync("eu-west-1", "some", resources);
    }
}
