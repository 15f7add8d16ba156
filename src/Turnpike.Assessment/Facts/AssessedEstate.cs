using System.Runtime.CompilerServices;
using Turnpike.Assessment.Profiles;
using Turnpike.Gate.Findings;
using Turnpike.Gate.Rules;
using Turnpike.Inventory.Joining;
using Turnpike.Inventory.Ownership;
using Turnpike.Inventory.Snapshots;

namespace Turnpike.Assessment.Facts;

/// <summary>One moment of the joined estate with all that sections ask of it. Safe for several threads.</summary>
public sealed class AssessedEstate
{
    private const int Batch = 500;
    private const int MaxRelations = 1_000;

    private readonly OwnershipRun _ownership;
    private readonly ILookup<string, AssessedResource> _byType;
    private readonly Dictionary<ResourceKey, AssessedResource> _byKey = [];
    private readonly ILookup<ResourceKey, Finding> _findings;
    private readonly List<UnreadCall> _unread = [];

    /// <param name="findings">What the rules in force say of the estate as it is.</param>
    /// <param name="now">Ages are told from here.</param>
    public AssessedEstate(OwnershipRun ownership, IReadOnlyList<Finding> findings, Profile profile, DateTimeOffset now)
    {
        var joined = ownership.Estate;
        (Joined, _ownership, Findings, Profile, Now) = (joined, ownership, findings, profile, now);
        var everything = joined.Resources().Select(j => new AssessedResource(this, j)).ToList();
        All = everything.FindAll(static r => !IsTold(r.Joined.Row));
        _byType = everything.ToLookup(static r => r.Type, StringComparer.Ordinal);
        foreach (var resource in everything)
        {
            _byKey.TryAdd(resource.Key, resource);
            if (resource.Joined.Observed is { } observed)
            {
                _byKey.TryAdd(observed.Key, resource);
            }
        }

        _findings = findings.Where(static f => f.Resource is not null).ToLookup(static f => new ResourceKey(f.Resource!.Scope, f.Resource.Address));
        foreach (var (scope, source) in joined.Coverage.Sources)
        {
            var place = ResourcePlace.OfPart(scope, source.Source);
            _unread.AddRange(source.Items.Where(static i => !i.IsSettled).Select(i => new UnreadCall(place, scope, source.Source, i)));
        }
    }

    public JoinedEstate Joined { get; }

    internal OwnershipVocabulary Vocabulary => _ownership.Vocabulary;

    /// <summary>Each real thing once, by scope and address.</summary>
    public IReadOnlyList<AssessedResource> All { get; }

    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>The rules whose findings these are: of what they judge, no finding is a pass. Empty where nothing was judged by rules.</summary>
    public IReadOnlyList<RuleMetadata> Rules { get; init; } = [];

    public Profile Profile { get; }

    public DateTimeOffset Now { get; }

    /// <summary>When what is known of a resource last changed; null where there is no history to ask.</summary>
    public Func<ResourceKey, CancellationToken, Task<DateTimeOffset?>>? ChangedAt { get; init; }

    /// <summary>What is there or may be, of some types as their provider shows them.</summary>
    public IReadOnlyList<AssessedResource> Of(params ReadOnlySpan<string> types)
    {
        var found = new List<AssessedResource>();
        foreach (var type in types)
        {
            found.AddRange(_byType[type].Where(static r => r.IsThere));
        }

        return found;
    }

    public AssessedResource? Find(ResourceKey key) => _byKey.GetValueOrDefault(key);

    /// <summary>
    /// With the attributes: what is there or may be, of some types. A few documents are in memory at a time: whoever reads keeps
    /// what it needs of the attributes, not them, since there may be a hundred thousand.
    /// </summary>
    public IAsyncEnumerable<ResourceFacts> ReadAsync(IReadOnlyList<string> types, CancellationToken cancellationToken) => ReadAsync(Of([.. types]), cancellationToken);

    /// <inheritdoc cref="ReadAsync(IReadOnlyList{string}, CancellationToken)"/>
    public async IAsyncEnumerable<ResourceFacts> ReadAsync(IReadOnlyList<AssessedResource> resources, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var some in resources.Chunk(Batch))
        {
            var loaded = await Joined.Snapshot.LoadAsync([.. some.Select(static r => r.Seen)], cancellationToken);
            for (var i = 0; i < some.Length; i++)
            {
                yield return new ResourceFacts(some[i], loaded[i].Attributes);
            }
        }
    }

    /// <summary>What was observed and is no resource that anybody manages: reports, quotas, recovery points. As <see cref="ReadAsync(IReadOnlyList{string}, CancellationToken)"/>.</summary>
    public async IAsyncEnumerable<ObservedFacts> ReadObservedAsync(IReadOnlyList<string> types, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var some in Joined.Snapshot.RowsOf(types.Contains).Where(r => IsTold(r) || !_byKey.ContainsKey(r.Key)).Chunk(Batch))
        {
            var loaded = await Joined.Snapshot.LoadAsync(some, cancellationToken);
            for (var i = 0; i < some.Length; i++)
            {
                var place = ResourcePlace.OfPart(some[i].Key.Scope, some[i].Source);
                yield return new ObservedFacts(some[i].Type, place.Account, place.Region, some[i].Key, some[i].Id, loaded[i].Attributes);
            }
        }
    }

    /// <summary>What the rules say of it.</summary>
    public IEnumerable<Finding> FindingsOf(AssessedResource resource) =>
        resource.Joined.Observed is { } observed && observed.Key != resource.Key ? _findings[resource.Key].Concat(_findings[observed.Key]) : _findings[resource.Key];

    /// <summary>The calls that were denied or failed and would have shown one of these types; without types, all.</summary>
    public IReadOnlyList<UnreadCall> Unread(params ReadOnlySpan<string> types)
    {
        var wanted = types.ToArray();
        return wanted.Length == 0 ? _unread : _unread.FindAll(u => u.Item.Types.Any(wanted.Contains));
    }

    /// <summary>Somebody reads one of these types somewhere, so that none found means none there.</summary>
    public bool IsRead(params ReadOnlySpan<string> types)
    {
        var wanted = types.ToArray();
        return Joined.Coverage.Sources.Any(s => s.Coverage.Items.Any(i => i.IsSettled && i.Types.Any(wanted.Contains)));
    }

    public IEnumerable<AssessedResource> DependsOn(AssessedResource resource) =>
        Joined.Snapshot.DependsOn(resource.Joined.Row, MaxRelations).Select(static r => r.To.Key).Distinct().Select(Find).OfType<AssessedResource>();

    public IEnumerable<AssessedResource> UsedBy(AssessedResource resource) =>
        Joined.Snapshot.UsedBy(resource.Joined.Row, MaxRelations).Select(static r => r.From.Key).Distinct().Select(Find).OfType<AssessedResource>();

    // What the connector of clusters tells beside the objects: the cluster as a whole, images, releases.
    private static bool IsTold(ResourceRow row) => row.IsKubernetes && row.Type.StartsWith("turnpike/", StringComparison.Ordinal);

    internal string? ValueOf(AssessedResource resource, OwnershipQuestion question) => _ownership.ValueOf(resource.Joined, question);
}
