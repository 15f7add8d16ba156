using Turnpike.Connectors.Settings;

namespace Turnpike.Connectors.Kubernetes;

internal static class KubernetesKind
{
    private static readonly ConnectorSetting[] s_settings =
    [
        new("kubeconfig", "list of text", "Paths of kubeconfig files; several are merged. Not set: what KUBECONFIG says, else ~/.kube/config."),
        new("contexts", "list of text", "Contexts of the kubeconfig, each a cluster to read. Not set: the current context."),
        new("in_cluster", "yes or no", "Use the service account of the pod that the node runs in.", Default: "no"),
        new("name", "text", "What the cluster is called in the estate; needed with in_cluster, and for one context only. Not set: as the kubeconfig calls it."),
        new("namespaces", "list of text", "Namespaces to read one by one where listing the whole cluster is denied."),
        new("kinds", "list of text", "Read only these: apps/Deployment, deployments.apps, or a group as cert-manager.io/*. Not set: every kind that is no heartbeat or measurement."),
        new("skip", "list of text", "Kinds not to read, named in the same way."),
        new("page_size", "number", "Objects a request.", Default: "500"),
        new("parallel", "number", "Requests at a time.", Default: "8"),
        new("full_every", "number", "Hours after which every kind is listed anew; between, only kinds that a watch finds changed.", Default: "24"),
    ];

    public static ConnectorKind Kind { get; } = new(
        "kubernetes",
        "Clusters: every kind of objects, versions, Helm releases, operators, images by digest, uses of removed APIs.",
        s_settings,
        Create);

    private static KubernetesConnector? Create(SettingReader reader, ConnectorSurroundings surroundings)
    {
        var settings = new KubernetesSettings
        {
            Kubeconfigs = [.. reader.Texts("kubeconfig").Select(p => FromHome(p, surroundings.Home))],
            Contexts = reader.Texts("contexts"),
            IsInCluster = reader.IsYes("in_cluster"),
            Name = reader.Text("name"),
            Namespaces = reader.Texts("namespaces"),
            Kinds = reader.Texts("kinds"),
            Skip = reader.Texts("skip"),
            PageSize = reader.Number("page_size", 1, 10_000),
            Parallel = reader.Number("parallel", 1, 64),
            FullEvery = TimeSpan.FromHours(reader.Number("full_every", 0, 8760)),
        };

        if (settings.IsInCluster && settings.Name is null)
        {
            reader.Refuse("in_cluster", "a pod does not know what its cluster is called", "Set name.");
        }

        if (settings.Name is not null && settings.Contexts.Count > 1)
        {
            reader.Refuse("name", "several contexts cannot have one name", "Leave it out, or make a connection for each context.");
        }

        // A kubeconfig may name a command to run: one that came with a clone is somebody else's.
        if (settings.Kubeconfigs.Any(p => Path.GetFullPath(p).StartsWith(Path.GetFullPath(surroundings.Scratch).TrimEnd('/') + "/", StringComparison.Ordinal)))
        {
            reader.Refuse("kubeconfig", "it lies in the folder for clones", "A kubeconfig may run commands, so it must be one that the node's owner put there.");
        }

        return reader.Faults.HasErrors ? null : new KubernetesConnector(settings, surroundings);
    }

    private static string FromHome(string path, string home) => path.StartsWith("~/", StringComparison.Ordinal) ? Path.Join(home, path[2..]) : path;
}
