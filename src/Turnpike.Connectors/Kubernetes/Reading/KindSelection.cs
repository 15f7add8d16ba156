using System.Collections.Frozen;
using Turnpike.Connectors.Kubernetes.Discovery;

namespace Turnpike.Connectors.Kubernetes.Reading;

/// <summary>Which kinds of a cluster are read: all, but for what is gone in a moment, or the ones that are named.</summary>
/// <param name="only">Types (<c>apps/Deployment</c>), resources (<c>deployments.apps</c>) or groups (<c>cert-manager.io/*</c>); all where empty.</param>
internal sealed class KindSelection(IReadOnlyList<string> only, IReadOnlyList<string> skip)
{
    /// <summary>Heartbeats, measurements, and what another kind already tells.</summary>
    public static FrozenSet<string> Passing { get; } = FrozenSet.Create(
        StringComparer.Ordinal,
        "Event",
        "events.k8s.io/*",
        "coordination.k8s.io/*",
        "Endpoints",
        "discovery.k8s.io/EndpointSlice",
        "ComponentStatus",
        "metrics.k8s.io/*",
        "custom.metrics.k8s.io/*",
        "external.metrics.k8s.io/*",
        "cilium.io/CiliumEndpoint",
        "crd.projectcalico.org/BlockAffinity",
        "wgpolicyk8s.io/*",
        "internal.apiserver.k8s.io/*");

    /// <summary>Of the kinds that a cluster has, those to read, each object once.</summary>
    public IReadOnlyList<ApiKind> Of(IReadOnlyList<ApiKind> kinds)
    {
        var names = kinds.Where(static k => k.Group != "extensions").Select(static k => k.Resource).ToHashSet(StringComparer.Ordinal);

        // Old servers serve the objects of other groups under extensions too.
        return [.. kinds.Where(k => IsChosen(k) && !(k.Group == "extensions" && names.Contains(k.Resource)))];
    }

    private bool IsChosen(ApiKind kind)
    {
        if (skip.Any(s => IsNamed(kind, s)))
        {
            return false;
        }

        return only.Count > 0 ? only.Any(s => IsNamed(kind, s)) : !Passing.Any(s => IsNamed(kind, s));
    }

    private static bool IsNamed(ApiKind kind, string name) =>
        name == kind.Type || name == (kind.Group.Length == 0 ? kind.Resource : kind.Resource + "." + kind.Group) || name == kind.Group + "/*" || name == kind.Source;
}
