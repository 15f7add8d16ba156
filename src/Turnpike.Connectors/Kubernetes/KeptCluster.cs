using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Turnpike.Text;
using Turnpike.Values;
using Turnpike.Values.Json;

namespace Turnpike.Connectors.Kubernetes;

/// <summary>What is remembered of a cluster between syncs: where each kind's watch goes on, and its facts. It can be thrown away.</summary>
internal sealed class KeptCluster
{
    private const long Form = 1;

    private readonly string _path;
    private readonly ConcurrentDictionary<string, Value> _kinds = new(StringComparer.Ordinal);

    private KeptCluster(string path) => _path = path;

    /// <summary>When all kinds were last listed; null: never.</summary>
    public DateTimeOffset? ListedAt { get; private set; }

    public static async Task<KeptCluster> ReadAsync(string folder, string server, string name, CancellationToken cancellationToken)
    {
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(server + "\n" + name)))[..16];
        var kept = new KeptCluster(Path.Join(folder, "kubernetes", key + ".json"));
        if (!File.Exists(kept._path))
        {
            return kept;
        }

        var content = JsonReader.Read(new SourceText(kept._path, await File.ReadAllBytesAsync(kept._path, cancellationToken)), []);
        if (content.At("form") is NumberValue number && number.TryGetInt32(out var form) && form == Form
            && DateTimeOffset.TryParse(content.TextAt("listed_at"), CultureInfo.InvariantCulture, DateTimeStyles.None, out var at))
        {
            kept.ListedAt = at;
            foreach (var (source, kind) in content.EntriesAt("kinds"))
            {
                kept._kinds[source] = kind;
            }
        }

        return kept;
    }

    public IReadOnlyList<string> Sources => [.. _kinds.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Null where the kind must be listed.</summary>
    public (string ResourceVersion, ObjectValue Facts)? Find(string source) =>
        _kinds.GetValueOrDefault(source) is { } kind && kind.TextAt("version") is { } version && kind.At("facts") is ObjectValue facts ? (version, facts) : null;

    public void Keep(string source, string? resourceVersion, ObjectValue facts)
    {
        if (resourceVersion is null)
        {
            Forget(source);
        }
        else
        {
            _kinds[source] = Value.Object(("version", Value.Of(resourceVersion)), ("facts", facts));
        }
    }

    public void Forget(string source) => _kinds.TryRemove(source, out _);

    /// <param name="listedAt">Now, where all kinds were listed.</param>
    public async Task WriteAsync(DateTimeOffset listedAt, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        var kinds = new ObjectBuilder();
        foreach (var (source, kind) in _kinds)
        {
            kinds.Set(source, kind);
        }

        var beside = _path + ".new";
        await File.WriteAllBytesAsync(beside, JsonText.Canonical(Value.Object(
            ("form", Value.Of(Form)),
            ("listed_at", Value.Of(listedAt.ToString("O", CultureInfo.InvariantCulture))),
            ("kinds", kinds.ToValue()))), cancellationToken);
        File.Move(beside, _path, overwrite: true);
    }
}
