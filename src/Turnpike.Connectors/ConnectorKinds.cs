using Turnpike.Connectors.Aws;
using Turnpike.Connectors.Azure;
using Turnpike.Connectors.Google;
using Turnpike.Connectors.Kubernetes;
using Turnpike.Connectors.Repositories;
using Turnpike.Connectors.States;
using Turnpike.Text;

namespace Turnpike.Connectors;

public static class ConnectorKinds
{
    /// <summary>By name.</summary>
    public static IReadOnlyList<ConnectorKind> All { get; } = [AwsKind.Kind, AzureKind.Kind, GoogleKind.Kind, KubernetesKind.Kind, RepositoryKind.Kind, TerraformStateKind.Kind];

    /// <summary>Makes a connector of one of these kinds.</summary>
    /// <returns>Null, with every fault told, where it cannot be made.</returns>
    public static IConnector? Make(this IReadOnlyList<ConnectorKind> kinds, string kind, IReadOnlyDictionary<string, string> settings, ConnectorSurroundings surroundings, DiagnosticBag diagnostics)
    {
        if (kinds.FirstOrDefault(k => k.Name == kind) is { } known)
        {
            return known.Make(settings, surroundings, diagnostics);
        }

        diagnostics.Add(ConnectorDiagnostics.UnknownKind(kind, kinds.Select(static k => k.Name)));
        return null;
    }
}
