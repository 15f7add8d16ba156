using System.Collections.Frozen;
using Turnpike.Inventory.Joining;

namespace Turnpike.Inventory.Ownership;

/// <summary>Who is beside whom among joined resources, in either direction, as far as it is certain.</summary>
internal sealed class NeighbourGraph
{
    /// <summary>What more than so many are beside is shared ground, whatever it is.</summary>
    private const int MaxNeighbours = 25;

    // Others than its owner build on it; who owns it says nothing of them, nor they of it.
    private static readonly FrozenSet<string> s_shared = new[]
    {
        "aws_vpc", "aws_default_vpc", "aws_subnet", "aws_default_subnet", "aws_default_security_group", "aws_default_route_table", "aws_route_table", "aws_internet_gateway", "aws_nat_gateway",
        "aws_network_acl", "aws_default_network_acl", "aws_vpc_endpoint", "aws_ec2_transit_gateway", "aws_vpc_peering_connection", "aws_kms_key", "aws_kms_alias", "aws_organizations_account",
        "aws_organizations_organizational_unit", "aws_organizations_organization", "aws_organizations_policy", "aws_caller_identity", "aws_route53_zone", "aws_acm_certificate", "aws_ecs_cluster",
        "aws_eks_cluster", "aws_cloudtrail", "aws_cloudwatch_log_destination", "aws_db_subnet_group", "aws_elasticache_subnet_group", "aws_iam_policy", "aws_iam_openid_connect_provider",
        "azurerm_subscription", "azurerm_resource_group", "azurerm_virtual_network", "azurerm_subnet", "azurerm_key_vault", "azurerm_key_vault_key", "azurerm_log_analytics_workspace",
        "azurerm_kubernetes_cluster", "azurerm_dns_zone", "azurerm_private_dns_zone", "azurerm_service_plan", "azurerm_route_table",
        "google_project", "google_compute_network", "google_compute_subnetwork", "google_kms_key_ring", "google_kms_crypto_key", "google_container_cluster", "google_dns_managed_zone", "google_compute_router",
        "Namespace", "Node", "storage.k8s.io/StorageClass", "networking.k8s.io/IngressClass", "scheduling.k8s.io/PriorityClass", "rbac.authorization.k8s.io/ClusterRole",
    }.ToFrozenSet(StringComparer.Ordinal);

    private readonly int[] _start;
    private readonly int[] _to;
    private readonly bool[] _isHub;

    private NeighbourGraph(int[] start, int[] to, bool[] isHub) => (_start, _to, _isHub) = (start, to, isHub);

    public ReadOnlySpan<int> Of(int index) => _to.AsSpan(_start[index], _start[index + 1] - _start[index]);

    public bool IsHub(int index) => _isHub[index];

    public static NeighbourGraph Of(JoinedEstate estate)
    {
        var pairs = new List<long>();
        estate.Snapshot.EachRelation((from, to) =>
        {
            var (a, b) = (estate.IndexOf(from), estate.IndexOf(to));
            if (a >= 0 && b >= 0 && a != b)
            {
                pairs.Add(((long)a << 32) | (uint)b);
                pairs.Add(((long)b << 32) | (uint)a);
            }
        });
        pairs.Sort();
        var start = new int[estate.Count + 1];
        var targets = new List<int>(pairs.Count);
        var last = -1L;
        foreach (var pair in pairs)
        {
            if (pair != last)
            {
                start[(pair >> 32) + 1]++;
                targets.Add((int)(pair & uint.MaxValue));
                last = pair;
            }
        }

        for (var i = 1; i < start.Length; i++)
        {
            start[i] += start[i - 1];
        }

        var isHub = new bool[estate.Count];
        for (var i = 0; i < isHub.Length; i++)
        {
            isHub[i] = start[i + 1] - start[i] > MaxNeighbours || (start[i + 1] > start[i] && IsShared(estate, i));
        }

        return new NeighbourGraph(start, [.. targets], isHub);
    }

    private static bool IsShared(JoinedEstate estate, int index)
    {
        var row = estate.At(index).Row;
        return s_shared.Contains(row.Type) || (row.Type == "aws_security_group" && (row.Name ?? estate.At(index).Observed?.Name) == "default");
    }
}
