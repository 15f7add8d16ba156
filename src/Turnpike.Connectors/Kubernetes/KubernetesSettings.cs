namespace Turnpike.Connectors.Kubernetes;

internal sealed record KubernetesSettings
{
    /// <summary>Empty: what KUBECONFIG says, else the user's own.</summary>
    public IReadOnlyList<string> Kubeconfigs { get; init; } = [];

    /// <summary>Empty: the current one.</summary>
    public IReadOnlyList<string> Contexts { get; init; } = [];

    public bool IsInCluster { get; init; }

    public string? Name { get; init; }

    public IReadOnlyList<string> Namespaces { get; init; } = [];

    public IReadOnlyList<string> Kinds { get; init; } = [];

    public IReadOnlyList<string> Skip { get; init; } = [];

    public int PageSize { get; init; } = 500;

    public int Parallel { get; init; } = 8;

    public TimeSpan FullEvery { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How long a watch waits to hear of changes; the least that the API takes.</summary>
    public int WatchSeconds { get; init; } = 1;
}
