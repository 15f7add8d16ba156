using Turnpike.Values;

namespace Turnpike.Estate.References;

/// <summary>References between Kubernetes objects: by name within a namespace, and by label selectors.</summary>
internal sealed class KubernetesIndex(IReadOnlyDictionary<string, List<Resource>> byType)
{
    public void AddEdges(Resource resource, ValuePath path, List<Edge> edges)
    {
        _ = byType;
    }
}
