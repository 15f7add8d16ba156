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
    // Who asks for a name asks for tags next: more than are read at a time are held, not all.
    private const int MaxHeld = 2_048;
    private const int MaxRelations = 1_000;

    private readonly ILookup<string, AssessedResource> _byType;
    private readonly Dictionary<ResourceKey, AssessedResource> _byKey = [];
    private readonly Lazy<ILookup<ResourceKey, Finding>> _findings;
    private readonly List<UnreadCall> _unread = [];
    private readonly Held?[] _held = new Held?[MaxHeld];

    /// <param name="findings">What the rules in force say of the estate as it is.</param>
    /// <param name="now">Ages are told from here.</param>
    public AssessedEstate(OwnershipRun ownership, IReadOnlyList<Finding> findings, Profile profile, DateTimeOffset now)
    {
        var joined = ownership.Estate;
        (Joined, Ownership, Findings, Profile, Now) = (joined, ownership, findings, profile, now);
        var everything = new List<AssessedResource>(joined.Count);
        for (var i = 0; i < joined.Count; i++)
        {
            var one = joined.At(i);
            var resource = new AssessedResource(this, i, one);
            everything.Add(resource);
            _byKey.TryAdd(resource.Key, resource);
            if (one.Observed is { } observed)
            {
                _byKey.TryAdd(observed.Key, resource);
            }
        }

        All = everything.FindAll(static r => !IsTold(r.IsKubernetes, r.Type));
        _byType = everything.ToLookup(static r => r.Type, StringComparer.Ordinal);

        _findings = new(() => findings.Where(static f => f.Resource is not null).ToLookup(static f => new ResourceKey(f.Resource!.Scope, f.Resource.Address)));
        foreach (var (scope, source) in joined.Coverage.Sources)
        {
            var place = ResourcePlace.OfPart(scope, source.Source);
            _unread.AddRange(source.Items.Where(static i => !i.IsSettled).Select(i => new UnreadCall(place, scope, source.Source, i)));
        }
    }

    public JoinedEstate Joined { get; }

    internal OwnershipRun Ownership { get; }

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
        var at = 0;
        await foreach (var (_, resource) in Joined.Snapshot.ReadAsync(resources.Select(static r => r.Seen), cancellationToken))
        {
            yield return new ResourceFacts(resources[at++], resource.Attributes);
        }
    }

    /// <summary>What was observed and is no resource that anybody manages: reports, quotas, recovery points. As <see cref="ReadAsync(IReadOnlyList{string}, CancellationToken)"/>.</summary>
    public async IAsyncEnumerable<ObservedFacts> ReadObservedAsync(IReadOnlyList<string> types, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var rows = Joined.Snapshot.RowsOf(types.Contains).Where(r => IsTold(r.IsKubernetes, r.Type) || !_byKey.ContainsKey(r.Key));
        await foreach (var (row, resource) in Joined.Snapshot.ReadAsync(rows, cancellationToken))
        {
            var place = ResourcePlace.OfPart(row.Key.Scope, row.Source);
            yield return new ObservedFacts(row.Type, place.Account, place.Region, row.Key, row.Id, resource.Attributes);
        }
    }

    /// <summary>What the rules say of it.</summary>
    public IEnumerable<Finding> FindingsOf(AssessedResource resource) =>
        resource.IsSeen && resource.Seen.Key is var seen && seen != resource.Key ? _findings.Value[resource.Key].Concat(_findings.Value[seen]) : _findings.Value[resource.Key];

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
    private static bool IsTold(bool isKubernetes, string type) => isKubernetes && type.StartsWith("turnpike/", StringComparison.Ordinal);

    internal JoinedResource JoinedAt(int index)
    {
        if (_held[index % MaxHeld] is { } held && held.Index == index)
        {
            return held.Resource;
        }

        var made = Joined.At(index);
        _held[index % MaxHeld] = new Held(index, made);
        return made;
    }

    private sealed record Held(int Index, JoinedResource Resource);
}
