using System.Globalization;
using System.Net;
using Turnpike.Connectors.Kubernetes.Discovery;
using Turnpike.Connectors.Kubernetes.Requests;
using Turnpike.Values;

namespace Turnpike.Connectors.Kubernetes.Reading;

/// <summary>
/// Lists a kind page by page. Where a list grows too old on the way (410) it is begun again, and asked for in one piece
/// when that happens twice: objects of two moments are never mixed.
/// </summary>
internal sealed class KindLister(ClusterClient client, int pageSize, IReadOnlyList<string> namespaces)
{
    private const string Json = "application/json";

    /// <summary>Names and labels without content: what a Secret holds is not even asked for.</summary>
    private const string MetadataOnly = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json";

    public static bool IsMetadataOnly(ApiKind kind) => kind is { Group: "", Resource: "secrets" };

    public async Task<KindReading> ListAsync(ApiKind kind, CancellationToken cancellationToken)
    {
        var whole = await ListAllAsync(kind, kind.Path(), cancellationToken);
        return whole.Coverage.Status == CoverageStatus.Denied && kind.IsNamespaced && namespaces.Count > 0
            ? await ListNamespacesAsync(kind, cancellationToken)
            : whole;
    }

    private async Task<KindReading> ListNamespacesAsync(ApiKind kind, CancellationToken cancellationToken)
    {
        var objects = new List<ObjectValue>();
        var failed = new List<string>();
        Coverage? last = null;
        foreach (var name in namespaces)
        {
            var part = await ListAllAsync(kind, kind.Path(name), cancellationToken);
            objects.AddRange(part.Objects ?? []);
            if (part.Objects is null)
            {
                failed.Add(name);
                last = part.Coverage;
            }
        }

        if (failed.Count == namespaces.Count)
        {
            return new KindReading(null, null, last! with { What = kind.Path() });
        }

        var message = "read in the namespaces " + string.Join(", ", namespaces.Except(failed)) + " alone"
            + (failed.Count == 0 ? "" : $"; not in {string.Join(", ", failed)}: {last!.Message}");
        return new KindReading(objects, null, new Coverage(kind.Path(), CoverageStatus.Partial, [kind.Type], message));
    }

    private async Task<KindReading> ListAllAsync(ApiKind kind, string path, CancellationToken cancellationToken)
    {
        for (var beginning = 1; ; beginning++)
        {
            var limit = beginning > 2 ? 0 : pageSize;
            var (reading, isTooOld) = await ListOnceAsync(kind, path, limit, cancellationToken);
            if (!isTooOld || beginning == 4)
            {
                return reading;
            }
        }
    }

    private async Task<(KindReading Reading, bool IsTooOld)> ListOnceAsync(ApiKind kind, string path, int limit, CancellationToken cancellationToken)
    {
        var objects = new List<ObjectValue>();
        var next = "";
        while (true)
        {
            var query = (limit > 0 ? "?limit=" + limit.ToString(CultureInfo.InvariantCulture) : "") + (next.Length > 0 ? "&continue=" + Uri.EscapeDataString(next) : "");
            var answer = await client.GetAsync(path + query, IsMetadataOnly(kind) ? MetadataOnly : Json, cancellationToken);
            if (!answer.IsSuccess)
            {
                return (new KindReading(null, null, new Coverage(path, answer.Coverage, [kind.Type], answer.Message)), answer.Status == HttpStatusCode.Gone);
            }

            objects.AddRange(answer.Body.ItemsAt("items").OfType<ObjectValue>());
            next = answer.Body.TextAt("metadata", "continue") ?? "";
            if (next.Length == 0)
            {
                var version = answer.Body.TextAt("metadata", "resourceVersion");
                return (new KindReading(objects, version is { Length: > 0 } ? version : null, new Coverage(path, CoverageStatus.Read, [kind.Type])), false);
            }
        }
    }
}
