using Turnpike.Connectors.Aws;
using Turnpike.Connectors.Azure;
using Turnpike.Connectors.Google;
using Turnpike.Connectors.Kubernetes;
using Turnpike.Connectors.Repositories;
using Turnpike.Connectors.States;

namespace Turnpike.Connectors;

public static class ConnectorKinds
{
    /// <summary>By name.</summary>
    public static IReadOnlyList<ConnectorKind> All { get; } = [AwsKind.Kind, AzureKind.Kind, GoogleKind.Kind, KubernetesKind.Kind, RepositoryKind.Kind, TerraformStateKind.Kind];
}
