using System.Collections.Concurrent;
using System.Net;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Turnpike.Connectors.Kubernetes.Access;
using Turnpike.Connectors.Kubernetes.Derived;
using Turnpike.Connectors.Kubernetes.Discovery;
using Turnpike.Connectors.Kubernetes.Reading;
using Turnpike.Connectors.Kubernetes.Requests;
using Turnpike.Values;

namespace Turnpike.Connectors.Kubernetes;

/// <summary>One reading of one cluster: what kinds there are, those that changed, and what they tell together.</summary>
internal sealed class ClusterSync(ClusterAccess access, KubernetesSettings settings, ConnectorSurroundings surroundings, IProgress<SyncStep> progress) : IAsyncDisposable
{
    private readonly ClusterClient _client = new(access, settings.Parallel, surroundings.Time);
    private readonly ConcurrentDictionary<string, (ObjectValue? Facts, Coverage Coverage)> _facts = new(StringComparer.Ordinal);
    private int _done;

    /// <summary>No group of kinds was kept back.</summary>
    public bool HasListedAll { get; private set; }

    private string Scope => "kubernetes/" + access.Name;

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    public async IAsyncEnumerable<PartReading> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        progress.Report(new SyncStep($"{access.Name}: which kinds there are", 0, 0));
        var version = await VersionAsync(cancellationToken);
        var discovery = new ApiDiscovery(_client);
        var served = await discovery.FindAsync(cancellationToken);
        var kinds = new KindSelection(settings.Kinds, settings.Skip).Of(served);
        if (kinds.Count == 0 && discovery.Gaps.FirstOrDefault(static g => g.What is "/api" or "/apis") is { } gap)
        {
            throw new ConnectionFailedException($"The cluster {access.Name} does not tell what it has: {gap.Message}.");
        }

        var kept = await KeptCluster.ReadAsync(surroundings.Scratch, access.Server.AbsoluteUri, access.Name, cancellationToken);
        var now = surroundings.Time.GetUtcNow();
        var isFull = kept.ListedAt is not { } listedAt || now - listedAt >= settings.FullEvery;
        await foreach (var part in ReadKindsAsync(kinds, kept, isFull, cancellationToken))
        {
            yield return part;
        }

        foreach (var part in Gone(kept, served, discovery.Gaps).Concat(Derived(version, discovery)))
        {
            yield return part;
        }

        HasListedAll = discovery.Gaps.Count == 0;
        await kept.WriteAsync(isFull ? now : kept.ListedAt!.Value, cancellationToken);
    }

    private async Task<Value?> VersionAsync(CancellationToken cancellationToken)
    {
        var answer = await _client.GetAsync("/version", "application/json", cancellationToken);
        return answer.Status switch
        {
            0 => throw new ConnectionFailedException($"The cluster {access.Name} does not answer at {access.Server}: {answer.Message}."),
            HttpStatusCode.Unauthorized => throw new ConnectionFailedException($"The cluster {access.Name} does not take the credentials: {answer.Message}."),
            _ => answer.Body,
        };
    }

    private async IAsyncEnumerable<PartReading> ReadKindsAsync(IReadOnlyList<ApiKind> kinds, KeptCluster kept, bool isFull, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Few are held at a time: whoever receives them sets the pace.
        var parts = Channel.CreateBounded<PartReading>(settings.Parallel);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reading = ReadAllAsync(kinds, kept, isFull, parts.Writer, stop.Token);
        try
        {
            await foreach (var part in parts.Reader.ReadAllAsync(cancellationToken))
            {
                progress.Report(new SyncStep($"{access.Name}: {part.Part.Source}", ++_done, kinds.Count));
                yield return part;
            }

            await reading;
        }
        finally
        {
            await stop.CancelAsync();
        }
    }

    private async Task ReadAllAsync(IReadOnlyList<ApiKind> kinds, KeptCluster kept, bool isFull, ChannelWriter<PartReading> parts, CancellationToken cancellationToken)
    {
        try
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = settings.Parallel, CancellationToken = cancellationToken };
            await Parallel.ForEachAsync(kinds, options, async (kind, token) => await parts.WriteAsync(await ReadKindAsync(kind, kept, isFull, token), token));
        }
        finally
        {
            // What went wrong is met by whoever awaits this, once the parts are read.
            parts.Complete();
        }
    }

    private async Task<PartReading> ReadKindAsync(ApiKind kind, KeptCluster kept, bool isFull, CancellationToken cancellationToken)
    {
        var part = new Part(Scope, kind.Source);
        if (!isFull && kind.CanWatch && kept.Find(kind.Source) is var (resourceVersion, facts))
        {
            var watch = await new KindWatch(_client).ReadAsync(kind, resourceVersion, settings.WatchSeconds, cancellationToken);
            if (!watch.HasChanged)
            {
                var same = new Coverage(kind.Path(), CoverageStatus.Read, [kind.Type]);
                _facts[kind.Type] = (facts, same);
                kept.Keep(kind.Source, watch.ResourceVersion, facts);
                return new PartReading(part, null, [same], IsSame: true);
            }
        }

        var reading = await new KindLister(_client, settings.PageSize, settings.Namespaces).ListAsync(kind, cancellationToken);
        if (reading.Objects is null)
        {
            kept.Forget(kind.Source);
            _facts[kind.Type] = (null, reading.Coverage);
            return new PartReading(part, null, [reading.Coverage]);
        }

        var found = KindFacts.Of(kind, reading.Objects);
        _facts[kind.Type] = (found, reading.Coverage);
        kept.Keep(kind.Source, kind.CanWatch ? reading.ResourceVersion : null, found);
        return new PartReading(part, ObjectForm.List(kind, reading.Objects), [reading.Coverage]);
    }

    // Kinds of before that the cluster no longer has: a definition was removed, or a new version of Kubernetes serves it
    // in another version.
    private IEnumerable<PartReading> Gone(KeptCluster kept, IReadOnlyList<ApiKind> served, IReadOnlyList<Coverage> gaps)
    {
        foreach (var source in kept.Sources.Except(served.Select(static k => k.Source)).ToList())
        {
            var path = source.Count(static c => c == '/') == 1 ? "/api/" + source : "/apis/" + source;
            if (!gaps.Any(g => path.StartsWith(g.What + "/", StringComparison.Ordinal)))
            {
                kept.Forget(source);
                yield return new PartReading(new Part(Scope, source), ObjectForm.ListOf([]), [new Coverage(path, CoverageStatus.Read, [])]);
            }
        }
    }

    private IEnumerable<PartReading> Derived(Value? version, ApiDiscovery discovery)
    {
        var facts = _facts.OrderBy(static f => f.Key, StringComparer.Ordinal).Select(static f => f.Value.Facts).OfType<ObjectValue>().ToList();
        yield return Derive("clusters", "Cluster", [DerivedObjects.Cluster(access.Name, version, discovery.Served, facts)], ["Node"], discovery.Gaps);
        yield return Derive("helmreleases", "HelmRelease", DerivedObjects.HelmReleases(facts), ["Secret", "ConfigMap"]);
        yield return Derive("operators", "Operator", DerivedObjects.Operators(facts), ["apiextensions.k8s.io/CustomResourceDefinition", "operators.coreos.com/ClusterServiceVersion"]);
        yield return Derive("images", "Image", DerivedObjects.Images(facts), ["Pod"]);
        yield return Derive("removedapis", "RemovedApiUse", DerivedObjects.RemovedUses(facts, _client.Warnings), []);
    }

    /// <param name="needs">The types it is made of: as far as they were read, so is it.</param>
    private PartReading Derive(string source, string kind, IEnumerable<ObjectValue> objects, string[] needs, IReadOnlyList<Coverage>? gaps = null)
    {
        var type = "turnpike/" + kind;
        var missing = needs.Where(_facts.ContainsKey).Select(n => _facts[n].Coverage).Where(static c => c.Status != CoverageStatus.Read).ToList();
        var what = "/" + source;
        var coverage = missing.Count == 0
            ? new Coverage(what, CoverageStatus.Read, [type])
            : new Coverage(what, CoverageStatus.Partial, [type], string.Join("; ", missing.Select(static c => $"{c.What}: {c.Message}")));
        return new PartReading(new Part(Scope, "turnpike/v1/" + source), ObjectForm.ListOf(objects), [coverage, .. gaps ?? []]);
    }
}
