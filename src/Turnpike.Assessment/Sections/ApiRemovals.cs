using System.Globalization;
using Turnpike.Assessment.Facts;
using Turnpike.Assessment.Lifecycle;
using Turnpike.Assessment.Results;
using Turnpike.Gate.Rules;

namespace Turnpike.Assessment.Sections;

/// <summary>Objects of Kubernetes in versions of APIs that it has removed, or will: in clusters and in manifests.</summary>
internal sealed class ApiRemovals(AssessedEstate estate, SectionSheet sheet, LifecycleData data)
{
    public async Task JudgeAsync(CancellationToken cancellationToken)
    {
        await InClustersAsync(cancellationToken);
        await InManifestsAsync(cancellationToken);
    }

    // What a cluster tells of itself names the version that removes the API, and who still writes it.
    private async Task InClustersAsync(CancellationToken cancellationToken)
    {
        var versions = new Dictionary<string, Version>(StringComparer.Ordinal);
        await foreach (var cluster in estate.ReadAsync(["turnpike/Cluster"], cancellationToken))
        {
            if (Minor(cluster.Attributes.Text("spec.version")) is { } version)
            {
                versions[cluster.Resource.Key.Scope] = version;
            }
        }

        await foreach (var use in estate.ReadAsync(["turnpike/RemovedApiUse"], cancellationToken))
        {
            var (removed, count) = (use.Attributes.Text("spec.removed_in") ?? "", use.Attributes.Number("spec.count") ?? 0);
            var isGone = versions.TryGetValue(use.Resource.Key.Scope, out var running) && Minor(removed) <= running;
            sheet.Add(
                "lifecycle.removed-api",
                isGone ? Severity.Low : Severity.Medium,
                [use.Resource],
                string.Create(CultureInfo.InvariantCulture, $"{use.Resource.Name} is written for {count} objects of {use.Resource.Key.Scope}; Kubernetes {removed} has removed it"),
                isGone ? "They are served in a newer version; whoever writes them in the old one fails at the next change." : "The upgrade to that version breaks whoever still writes it.",
                [use.EvidenceOf("spec.managers"), use.EvidenceOf("spec.objects")],
                $"Have those who write it use {use.Attributes.Text("spec.use")}.");
        }
    }

    private async Task InManifestsAsync(CancellationToken cancellationToken)
    {
        var removed = data.RemovedApis.ToDictionary(static r => (r.ApiVersion, r.Kind));
        var types = removed.Keys.Select(static k => TypeOf(k.ApiVersion, k.Kind)).ToHashSet(StringComparer.Ordinal);
        var declared = estate.All.Where(r => types.Contains(r.Type) && !r.Key.Scope.StartsWith("kubernetes/", StringComparison.Ordinal)).ToList();
        var uses = await estate.ReadAsync(declared, cancellationToken)
            .Where(f => f.Attributes.Text("apiVersion") is { } api && removed.ContainsKey((api, KindOf(f))))
            .ToLookupAsync(f => removed[(f.Attributes.Text("apiVersion")!, KindOf(f))], static f => (f.Resource, Evidence: f.EvidenceOf("apiVersion")), cancellationToken: cancellationToken);
        foreach (var use in uses)
        {
            sheet.Add(
                "lifecycle.removed-api",
                Severity.Medium,
                [.. use.Select(static f => f.Resource)],
                string.Create(CultureInfo.InvariantCulture, $"{use.Count()} manifests are written for {use.Key.ApiVersion} {use.Key.Kind}, which Kubernetes {use.Key.In} has removed"),
                "A cluster of that version refuses them.",
                use.Select(static f => f.Evidence),
                $"Write them for {use.Key.Use}.");
        }
    }

    private static string KindOf(ResourceFacts facts) => facts.Resource.Type[(facts.Resource.Type.LastIndexOf('/') + 1)..];

    private static string TypeOf(string apiVersion, string kind) =>
        apiVersion.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash ? apiVersion[..slash] + "/" + kind : kind;

    private static Version? Minor(string? version) =>
        version?.TrimStart('v').Split('.', '-', '+') is [var major, var minor, ..] && int.TryParse(major, out var m) && int.TryParse(minor, out var n) ? new Version(m, n) : null;
}
