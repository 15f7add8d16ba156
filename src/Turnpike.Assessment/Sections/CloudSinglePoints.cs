using Turnpike.Assessment.Facts;
using Turnpike.Assessment.Results;
using Turnpike.Gate.Rules;

namespace Turnpike.Assessment.Sections;

/// <summary>Single points of failure among the resources of AWS.</summary>
internal sealed class CloudSinglePoints(AssessedEstate estate, List<SinglePointQuestion> questions)
{
    public static IReadOnlyList<string> Types { get; } =
    [
        "aws_db_instance", "aws_rds_cluster", "aws_rds_cluster_instance", "aws_elasticache_replication_group", "aws_opensearch_domain", "aws_nat_gateway", "aws_subnet", "aws_autoscaling_group",
        "aws_lb_target_group", "aws_instance", "aws_eks_node_group", "aws_ecs_service", "aws_efs_file_system",
    ];

    private readonly Dictionary<string, (string Zone, string? Network)> _subnets = new(StringComparer.Ordinal);

    public async Task AskAsync(CancellationToken cancellationToken)
    {
        await foreach (var subnet in estate.ReadAsync(["aws_subnet"], cancellationToken))
        {
            if (subnet.Resource.Id is { } id && subnet.Attributes.Text("availability_zone") is { } zone)
            {
                _subnets[id] = (zone, subnet.Attributes.Text("vpc_id"));
            }
        }

        await DatabasesAsync(cancellationToken);
        await ClustersAsync(cancellationToken);
        await FlagAsync("aws_elasticache_replication_group", "spof.cache", "Caches without a replica that takes over", static f => Not(f.Attributes.Flag("automatic_failover_enabled")), "automatic_failover_enabled", "When its node fails what is in it is gone, and everything goes to the database at once.", "Add a replica in another zone and turn automatic failover on.", cancellationToken);
        await FlagAsync("aws_opensearch_domain", "spof.search", "Search domains in one zone", static f => Not(f.Attributes.Flag("cluster_config.zone_awareness_enabled")), "cluster_config.zone_awareness_enabled", "A zone that fails takes all of its data offline.", "Turn zone awareness on, with as many nodes in each zone.", cancellationToken);
        await FlagAsync("aws_efs_file_system", "spof.files", "File systems in one zone", static f => f.Attributes.Text("availability_zone_name") is { } zone ? zone.Length > 0 : null, "availability_zone_name", "A zone that fails takes all of its files offline.", "Copy it to a regional file system.", cancellationToken);
        await FlagAsync("aws_ecs_service", "spof.tasks", "Services that run one task", static f => f.Attributes.Text("scheduling_strategy") == "DAEMON" || f.Attributes.Number("desired_count") == 0 ? false : f.Attributes.Number("desired_count") is { } count ? count == 1 : null, "desired_count", "Each deployment and each failure is an outage.", "Run two tasks, in two zones.", cancellationToken);
        await WaysOutAsync(cancellationToken);
        await GroupsAsync(cancellationToken);
        await TargetsAsync(cancellationToken);
        await NodeGroupsAsync(cancellationToken);
    }

    private async Task DatabasesAsync(CancellationToken cancellationToken)
    {
        var answers = Ask("spof.database", "Databases without a standby in another zone", "It is down as long as its zone or its host is, and at each change of its class.", "Set multi_az: the standby is built while the database runs.", "aws_db_instance");
        await foreach (var database in estate.ReadAsync(["aws_db_instance"], cancellationToken))
        {
            if (database.Attributes.Text("replicate_source_db") is not { Length: > 0 })
            {
                answers.Take(database, Not(database.Attributes.Flag("multi_az")), Importance.Weigh(Severity.Medium, database.Resource), database.EvidenceOf("multi_az"), database.EvidenceOf("availability_zone"));
            }
        }
    }

    // An Aurora cluster fails over to its other instances, where they are in other zones.
    private async Task ClustersAsync(CancellationToken cancellationToken)
    {
        var answers = Ask("spof.cluster", "Aurora clusters with instances in one zone", "Nothing can take over: a new instance has to be made first.", "Add a reader in another zone.", "aws_rds_cluster", "aws_rds_cluster_instance");
        var members = await estate.ReadAsync(["aws_rds_cluster_instance"], cancellationToken)
            .Select(static m => (m.Resource.Place, Cluster: m.Attributes.Text("cluster_identifier"), Zone: m.Attributes.Text("availability_zone"), Evidence: m.EvidenceOf("availability_zone")))
            .ToLookupAsync(static m => (m.Place.Account, m.Place.Region, m.Cluster), cancellationToken: cancellationToken);
        await foreach (var cluster in estate.ReadAsync(["aws_rds_cluster"], cancellationToken))
        {
            if (cluster.Attributes.Text("engine_mode") == "serverless" || cluster.Attributes.Text("engine")?.StartsWith("aurora", StringComparison.Ordinal) != true)
            {
                continue;
            }

            var own = members[(cluster.Resource.Place.Account, cluster.Resource.Place.Region, cluster.Attributes.Text("cluster_identifier"))].ToList();
            var zones = own.Select(static m => m.Zone).OfType<string>().Distinct().Count();
            answers.Take(cluster, zones > 1 ? false : own.Count == 0 || own.Exists(static m => m.Zone is null) ? null : true, Importance.Weigh(Severity.Medium, cluster.Resource), [cluster.EvidenceOf("cluster_members"), .. own.Select(static m => m.Evidence)]);
        }
    }

    private async Task WaysOutAsync(CancellationToken cancellationToken)
    {
        var answers = Ask("spof.nat", "Networks of several zones with one NAT gateway", "When its zone fails the other zones cannot reach anything outside.", "Put a gateway into each zone, and route each zone to its own.", "aws_nat_gateway", "aws_subnet");
        var zonesOf = _subnets.Values.Where(static s => s.Network is not null).GroupBy(static s => s.Network!).ToDictionary(static g => g.Key, static g => g.Select(static s => s.Zone).Distinct().Count(), StringComparer.Ordinal);
        var gateways = await estate.ReadAsync(["aws_nat_gateway"], cancellationToken).Where(static g => g.Attributes.Text("connectivity_type") != "private")
            .Select(g => (g.Resource, Subnet: g.Attributes.Text("subnet_id") is { } id && _subnets.TryGetValue(id, out var subnet) ? subnet : default, Evidence: g.EvidenceOf("subnet_id")))
            .ToLookupAsync(static g => g.Subnet.Network, cancellationToken: cancellationToken);
        foreach (var network in gateways)
        {
            var own = network.ToList();
            bool? isAlone = network.Key is null ? null : zonesOf[network.Key] > 1 && own.Select(static g => g.Subnet.Zone).Distinct().Count() == 1;
            answers.Take(own[0].Resource, isAlone, Importance.Weigh(Severity.Medium, own[0].Resource), own[0].Evidence, new Evidence(network.Key, "zones", network.Key is null ? null : $"{zonesOf[network.Key]}"));
        }
    }

    private async Task GroupsAsync(CancellationToken cancellationToken)
    {
        var zones = Ask("spof.group-zone", "Groups of instances in one zone", "A zone that fails takes all of them down, and no other may be started.", "Give the group subnets in other zones.", "aws_autoscaling_group");
        var single = Ask("spof.group-single", "Groups of one instance", "Until the next one is up nobody is served.", "Let the group hold two.", "aws_autoscaling_group");
        await foreach (var group in estate.ReadAsync(["aws_autoscaling_group"], cancellationToken))
        {
            var desired = group.Attributes.Number("desired_capacity");
            if (desired == 0)
            {
                continue;
            }

            var zoneCount = group.Attributes.Texts("availability_zones") is { Count: > 0 } named ? named.Distinct().Count() : ZonesOf(group.Attributes.Texts("vpc_zone_identifier"));
            zones.Take(group, zoneCount is { } count ? count == 1 : null, Importance.Weigh(Severity.Medium, group.Resource), group.EvidenceOf("availability_zones"), group.EvidenceOf("desired_capacity"));
            single.Take(group, desired is { } size ? size == 1 : null, Importance.Weigh(Severity.Low, group.Resource), group.EvidenceOf("desired_capacity"), group.EvidenceOf("min_size"));
        }
    }

    // What is behind a balancer alone, and what much depends on and nothing replaces.
    private async Task TargetsAsync(CancellationToken cancellationToken)
    {
        var behind = Ask("spof.target", "Load balancers with one target behind them", "The balancer has nothing to balance: when the target fails the service does.", "Register a second target, in another zone.", "aws_lb_target_group");
        var shared = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var group in estate.ReadAsync(["aws_lb_target_group"], cancellationToken))
        {
            var targets = group.Attributes.Texts("target_ids").Distinct().ToList();
            if (targets.Count > 1)
            {
                shared.UnionWith(targets);
            }

            if (group.Attributes.Texts("load_balancer_arns").Count > 0 && group.Attributes.Text("target_type") is not ("lambda" or "alb") && (targets.Count > 0 || group.At("target_ids").IsOpen()))
            {
                behind.Take(group, group.At("target_ids").IsOpen() ? null : targets.Count == 1, Importance.Weigh(Severity.Medium, group.Resource), group.EvidenceOf("target_ids"));
            }
        }

        var alone = Ask("spof.instance", "Instances of production that nothing replaces", "When the machine fails somebody has to build it again.", "Put it into a group of its own, so that it is at least made again by itself.", "aws_instance");
        var weighty = estate.Of("aws_instance").Where(Importance.IsWeighty).ToLookup(IsReplaced);
        foreach (var _ in weighty[true])
        {
            alone.Passes();
        }

        await foreach (var instance in estate.ReadAsync([.. weighty[false]], cancellationToken))
        {
            alone.Fails(instance.Resource, Severity.Medium, instance.EvidenceOf("instance_state"), instance.EvidenceOf("availability_zone"));
        }

        bool IsReplaced(AssessedResource instance) =>
            instance.MadeBy is not null || instance.Id is { } id && shared.Contains(id) || instance.Tags.Any(static t => t.Key.StartsWith("aws:autoscaling:", StringComparison.Ordinal));
    }

    private async Task NodeGroupsAsync(CancellationToken cancellationToken)
    {
        var answers = Ask("spof.nodes", "Groups of nodes in one zone", "A zone that fails takes its nodes down, and volumes of that zone with them.", "Give the group subnets in other zones, or add groups there.", "aws_eks_node_group", "aws_subnet");
        var clusters = await estate.ReadAsync(["aws_eks_node_group"], cancellationToken)
            .Select(static g => (g.Resource, Cluster: g.Attributes.Text("cluster_name"), Subnets: g.Attributes.Texts("subnet_ids"), Evidence: g.EvidenceOf("subnet_ids")))
            .ToLookupAsync(static g => (g.Resource.Place, g.Cluster), cancellationToken: cancellationToken);
        foreach (var cluster in clusters)
        {
            // A group a zone is a way to have several zones.
            var zones = ZonesOf([.. cluster.SelectMany(static g => g.Subnets)]);
            foreach (var group in cluster)
            {
                answers.Take(group.Resource, zones is { } count ? count == 1 : null, Importance.Weigh(Severity.Medium, group.Resource), group.Evidence);
            }
        }
    }

    private async Task FlagAsync(string type, string kind, string what, Func<ResourceFacts, bool?> fails, string path, string why, string firstStep, CancellationToken cancellationToken)
    {
        var answers = Ask(kind, what, why, firstStep, type);
        await foreach (var facts in estate.ReadAsync([type], cancellationToken))
        {
            answers.Take(facts, fails(facts), Importance.Weigh(Severity.Medium, facts.Resource), facts.EvidenceOf(path));
        }
    }

    private Answers Ask(string kind, string what, string why, string firstStep, params string[] types)
    {
        var answers = new Answers(kind, what);
        questions.Add(new SinglePointQuestion(answers, why, firstStep, types));
        return answers;
    }

    // Null where the zone of one of them is not known, or there is none.
    private int? ZonesOf(IReadOnlyList<string> subnets) =>
        subnets.Count > 0 && subnets.All(_subnets.ContainsKey) ? subnets.Select(s => _subnets[s].Zone).Distinct().Count() : null;

    private static bool? Not(bool? value) => !value;
}
