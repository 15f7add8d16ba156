using Turnpike.Connectors.Kubernetes;

namespace Turnpike.Connectors;

public static class ConnectorKinds
{
    /// <summary>By name.</summary>
    public static IReadOnlyList<ConnectorKind> All { get; } = [KubernetesKind.Kind];
}
