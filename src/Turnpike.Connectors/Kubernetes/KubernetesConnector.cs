using System.Runtime.CompilerServices;
using Turnpike.Connectors.Kubernetes.Access;

namespace Turnpike.Connectors.Kubernetes;

/// <summary>Reads the clusters of a connection, one after another.</summary>
internal sealed class KubernetesConnector(KubernetesSettings settings, ConnectorSurroundings surroundings) : IConnector
{
    public bool HasListedAll { get; private set; }

    public async IAsyncEnumerable<PartReading> ReadAsync(IProgress<SyncStep> progress, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var clusters = await AccessAsync(cancellationToken);
        var isWhole = true;
        foreach (var access in clusters)
        {
            await using var sync = new ClusterSync(access, settings, surroundings, progress);
            await foreach (var part in sync.ReadAsync(cancellationToken))
            {
                yield return part;
            }

            isWhole &= sync.HasListedAll;
        }

        HasListedAll = isWhole;
    }

    private async Task<IReadOnlyList<ClusterAccess>> AccessAsync(CancellationToken cancellationToken)
    {
        if (settings.IsInCluster)
        {
            return [await PodIdentity.ReadAsync(settings.Name!, surroundings, cancellationToken)];
        }

        var config = await Kubeconfig.ReadAsync(Paths(), cancellationToken);
        var contexts = settings.Contexts.Count > 0 ? settings.Contexts
            : config.CurrentContext is { } current ? [current]
            : throw new ConnectionFailedException($"The kubeconfig has no current context. Set contexts; it has: {string.Join(", ", config.Contexts)}.");
        var clusters = new List<ClusterAccess>();
        foreach (var context in contexts)
        {
            clusters.Add(await ContextAccess.ReadAsync(config, context, settings.Name, surroundings.Time, cancellationToken));
        }

        return clusters;
    }

    private IReadOnlyList<string> Paths() =>
        settings.Kubeconfigs.Count > 0 ? settings.Kubeconfigs
        : surroundings.Environment("KUBECONFIG") is { Length: > 0 } merged ? merged.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        : [Path.Join(surroundings.Home, ".kube", "config")];
}
