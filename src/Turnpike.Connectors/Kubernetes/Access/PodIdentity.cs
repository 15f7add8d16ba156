namespace Turnpike.Connectors.Kubernetes.Access;

/// <summary>The access that a pod is given to the cluster it runs in.</summary>
internal static class PodIdentity
{
    private const string DefaultFolder = "/var/run/secrets/kubernetes.io/serviceaccount";

    /// <exception cref="ConnectionFailedException">This process runs in no pod, or without a service account.</exception>
    public static async Task<ClusterAccess> ReadAsync(string name, ConnectorSurroundings surroundings, CancellationToken cancellationToken)
    {
        var host = surroundings.Environment("KUBERNETES_SERVICE_HOST");
        var port = surroundings.Environment("KUBERNETES_SERVICE_PORT") ?? "443";
        if (host is null)
        {
            throw new ConnectionFailedException("This process runs in no cluster: KUBERNETES_SERVICE_HOST is not set. Use a kubeconfig instead of in_cluster.");
        }

        var folder = surroundings.Environment("TURNPIKE_SERVICE_ACCOUNT") ?? DefaultFolder;
        var authority = Path.Join(folder, "ca.crt");
        if (!File.Exists(authority))
        {
            throw new ConnectionFailedException($"The pod has no service account: {authority} is not there. Set automountServiceAccountToken.");
        }

        var address = host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host;
        return new ClusterAccess(name, new Uri($"https://{address}:{port}"))
        {
            Authorities = ContextAccess.Authorities(await File.ReadAllBytesAsync(authority, cancellationToken)),
            Token = ContextAccess.TokenFile(Path.Join(folder, "token")),
        };
    }
}
