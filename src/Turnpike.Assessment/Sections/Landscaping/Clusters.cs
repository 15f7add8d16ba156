using Turnpike.Assessment.Facts;
using Turnpike.Assessment.Reports;
using Turnpike.Assessment.Results;

namespace Turnpike.Assessment.Sections.Landscaping;

/// <summary>Clusters with their versions and what runs in them.</summary>
internal static class Clusters
{
    private const string Eks = "aws_eks_cluster";
    private const string NodeGroup = "aws_eks_node_group";
    private const string Ecs = "aws_ecs_cluster";
    private const string EcsService = "aws_ecs_service";
    private const string Kubernetes = "kubernetes";

    private static readonly string[] s_workloads = ["apps/Deployment", "apps/StatefulSet", "apps/DaemonSet", "batch/CronJob"];

    public static async Task WriteToAsync(SectionSheet sheet, AssessedEstate estate, CancellationToken cancellationToken)
    {
        var rows = new List<IReadOnlyList<string>>();
        var groups = await estate.ReadAsync([NodeGroup], cancellationToken)
            .CountBy(static g => (g.Resource.Place.Account, g.Resource.Place.Region, g.Attributes.Text("cluster_name") ?? ""))
            .ToDictionaryAsync(cancellationToken: cancellationToken);
        await foreach (var cluster in estate.ReadAsync([Eks, "azurerm_kubernetes_cluster", "google_container_cluster"], cancellationToken))
        {
            var version = cluster.Attributes.Text("version") ?? cluster.Attributes.Text("kubernetes_version") ?? cluster.Attributes.Text("min_master_version");
            var nodes = groups.GetValueOrDefault((cluster.Resource.Place.Account, cluster.Resource.Place.Region, cluster.Attributes.Text("name") ?? cluster.Resource.Name));
            rows.Add([cluster.Resource.Name, cluster.Resource.Type, Where(cluster.Resource), version ?? "unknown", nodes == 0 ? "" : $"{ReportWords.Number(nodes)} node groups"]);
        }

        var services = await estate.ReadAsync([EcsService], cancellationToken)
            .CountBy(static s => s.Attributes.Text("cluster") ?? "").ToDictionaryAsync(cancellationToken: cancellationToken);
        foreach (var cluster in estate.Of(Ecs))
        {
            var count = services.GetValueOrDefault(cluster.Arn ?? "") + services.GetValueOrDefault(cluster.Name);
            rows.Add([cluster.Name, Ecs, Where(cluster), "", $"{ReportWords.Number(count)} services"]);
        }

        foreach (var cluster in estate.All.Where(static r => r.IsThere && r.Place.Provider == Kubernetes && r.Place.Account.Length > 0).GroupBy(static r => r.Place.Account).OrderBy(static g => g.Key, StringComparer.Ordinal))
        {
            var workloads = cluster.Where(static r => s_workloads.Contains(r.Type)).ToList();
            rows.Add([cluster.Key, Kubernetes, $"{ReportWords.Number(cluster.Count(static r => r.Type == "Namespace"))} namespaces", "", $"{ReportWords.Number(workloads.Count)} workloads"]);
        }

        if (rows.Count > 0)
        {
            sheet.Add(new Table("Clusters", ["Cluster", "Kind", "Where", "Version", "Runs"], rows));
        }
    }

    private static string Where(AssessedResource resource) => $"{resource.Place.Account} {resource.Place.Region}".TrimEnd();
}
