using Turnpike.Formats;
using Turnpike.Formats.Yaml;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Connectors.Kubernetes.Access;

/// <summary>One kubeconfig or several merged: of what is named twice the first counts, as kubectl has it.</summary>
internal sealed class Kubeconfig
{
    /// <summary>An entry and the folder of the file it stands in, which its paths are relative to.</summary>
    public sealed record Entry(Value Content, string Folder);

    private readonly Dictionary<string, Entry> _clusters = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Entry> _users = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Entry> _contexts = new(StringComparer.Ordinal);

    public string? CurrentContext { get; private set; }

    public IEnumerable<string> Contexts => _contexts.Keys.Order(StringComparer.Ordinal);

    /// <exception cref="ConnectionFailedException">None of the files is there, or one is no kubeconfig.</exception>
    public static async Task<Kubeconfig> ReadAsync(IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        var merged = new Kubeconfig();
        var found = paths.Where(File.Exists).ToList();
        if (found.Count == 0)
        {
            throw new ConnectionFailedException($"There is no kubeconfig: {string.Join(", ", paths)}. Set kubeconfig to its path, or in_cluster to yes.");
        }

        foreach (var path in found)
        {
            merged.Add(path, Parse(path, await ReadFileAsync(path, cancellationToken)));
        }

        return merged;
    }

    /// <exception cref="ConnectionFailedException">It is not there, or has no cluster.</exception>
    public (string ClusterName, Entry Cluster, Entry? User) Context(string name)
    {
        var context = _contexts.GetValueOrDefault(name)
            ?? throw new ConnectionFailedException($"The kubeconfig has no context {name}. It has: {string.Join(", ", Contexts)}.");
        var cluster = context.Content.TextAt("cluster") ?? "";
        return (
            cluster,
            _clusters.GetValueOrDefault(cluster) ?? throw new ConnectionFailedException($"The context {name} speaks of the cluster {cluster}, which the kubeconfig does not have."),
            context.Content.TextAt("user") is { Length: > 0 } user
                ? _users.GetValueOrDefault(user) ?? throw new ConnectionFailedException($"The context {name} speaks of the user {user}, whom the kubeconfig does not have.")
                : null);
    }

    private static async Task<byte[]> ReadFileAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllBytesAsync(path, cancellationToken);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ConnectionFailedException($"{path} cannot be read: {fault.Message}", fault);
        }
    }

    private static ObjectValue Parse(string path, byte[] content)
    {
        var faults = new DiagnosticBag();
        var documents = YamlReader.Read(new SourceText(path, content) { IsConfidential = true }, faults, YamlLimits.Default with { MaxBytes = 16 << 20 });
        return documents is [{ Value: ObjectValue config }, ..] && !faults.HasErrors
            ? config
            : throw new ConnectionFailedException($"{path} is no kubeconfig: {faults.FirstOrDefault()?.Message ?? "it is empty"}.");
    }

    private void Add(string path, Value config)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/";
        CurrentContext ??= config.TextAt("current-context") is { Length: > 0 } current ? current : null;
        AddAll(_clusters, config, "clusters", "cluster", folder);
        AddAll(_users, config, "users", "user", folder);
        AddAll(_contexts, config, "contexts", "context", folder);
    }

    private static void AddAll(Dictionary<string, Entry> all, Value config, string list, string member, string folder)
    {
        foreach (var item in config.ItemsAt(list))
        {
            if (item.TextAt("name") is { } name && item.At(member) is ObjectValue content)
            {
                all.TryAdd(name, new Entry(content, folder));
            }
        }
    }
}
