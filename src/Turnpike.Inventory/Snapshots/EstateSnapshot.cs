using System.Runtime.CompilerServices;
using Turnpike.Estate;
using Turnpike.Inventory.Coverage;
using Turnpike.Inventory.Joining;
using Turnpike.Inventory.Relations;
using Turnpike.Inventory.Search;
using Turnpike.Inventory.Segments;
using Turnpike.Ledger.Merkle;

namespace Turnpike.Inventory.Snapshots;

/// <summary>The estate as it was at a moment. Immutable; what two snapshots share is in memory once.</summary>
public sealed class EstateSnapshot
{
    private const int ReadBatch = 1_000;

    private readonly SnapshotScopes _scopes;
    private readonly RelationGraph _graph;
    private readonly Reach _reach;
    private readonly Searcher _searcher;
    private readonly Suggester _suggester;
    private readonly ResourceLoader _loader;
    private readonly Lazy<EstateJoins> _joins;
    private readonly Lazy<EstateJoins> _shadows;

    internal EstateSnapshot(SnapshotScopes scopes, DocumentStore documents)
    {
        _scopes = scopes;
        _graph = new RelationGraph(scopes, () => Shadows);
        _reach = new Reach(scopes, _graph);
        _searcher = new Searcher(this, scopes, _graph);
        _suggester = new Suggester(this, scopes);
        _loader = new ResourceLoader(scopes, documents);
        _joins = new(MakeJoins);
        _shadows = new(() => MayHoldOneTwice() ? Joins : EstateJoins.Unjoined(_scopes));
    }

    /// <summary>The last entry of the ledger that this shows; negative where nothing was pushed by then.</summary>
    public required long Position { get; init; }

    /// <summary>The last entry that told how far something could be read; negative where none did.</summary>
    internal long CoveragePosition { get; init; } = -1;

    /// <summary>The moment that was asked for; when it was made, for the current one.</summary>
    public required DateTimeOffset Moment { get; init; }

    /// <summary>Equal for equal resources in equal scopes.</summary>
    public required Hash256 Hash { get; init; }

    /// <summary>By name.</summary>
    public required IReadOnlyList<ScopeState> Scopes { get; init; }

    /// <summary>How far the sources could be read.</summary>
    public required EstateCoverage Coverage { get; init; }

    /// <summary>Which rows tell of the same thing.</summary>
    internal EstateJoins Joins => _joins.Value;

    private bool MayHoldOneTwice()
    {
        var sides = MakeSides();
        return sides.ContainsValue(RowSide.Observed) || (sides.ContainsValue(RowSide.State) && Scopes.Any(static s => s.Sources.Any(static o => RowSides.IsCode(o))));
    }

    // Where nothing is observed or declared nothing is there twice, and whoever only asks for that need not wait for all to be compared.
    private EstateJoins Shadows => _shadows.Value;

    /// <summary>How many resources it holds.</summary>
    public int Count => _scopes.Rows;

    internal SnapshotScopes Segments => _scopes;

    /// <summary>All of them, by scope and address.</summary>
    public IEnumerable<ResourceRow> Rows() => Enumerable.Range(0, Count).Select(_scopes.Row);

    /// <summary>Those that rules judge: what is observed of something that is managed is judged as what manages it tells.</summary>
    public IEnumerable<ResourceRow> Judged() => Enumerable.Range(0, Count).Where(r => !Shadows.IsShadowed(r)).Select(_scopes.Row);

    /// <summary>Whether something else stands for it where each real thing is to be met once.</summary>
    public bool IsShadowed(ResourceRow row) => Own(row) is { } own && Shadows.IsShadowed(own.Row);

    public IEnumerable<ResourceRow> Rows(string scope) =>
        _scopes.IndexOf(scope) is >= 0 and var at ? Enumerable.Range(_scopes.Base(at), _scopes.Segment(at).Rows).Select(_scopes.Row) : [];

    /// <summary>Those of some types, by scope and address.</summary>
    public IEnumerable<ResourceRow> RowsOf(Func<string, bool> isWanted) => _scopes.RowsOf(isWanted).Select(_scopes.Row);

    /// <summary>The current object of that key.</summary>
    public ResourceRow? Find(ResourceKey key) => _scopes.Find(key) is >= 0 and var row ? _scopes.Row(row) : null;

    /// <summary>What a person means: a key, or an address, id or ARN in any scope.</summary>
    public IReadOnlyList<ResourceRow> FindAny(string text, int limit = 50)
    {
        if (ResourceKey.TryParse(text, out var key) && Find(key) is { } exact)
        {
            return [exact];
        }

        var found = new SortedSet<int>();
        var identifier = Fingerprint.OfIdentifier(text);
        for (var scope = 0; scope < _scopes.Count; scope++)
        {
            var segment = _scopes.Segment(scope);
            if (segment.Find(text) is >= 0 and var row)
            {
                found.Add(_scopes.Base(scope) + row);
            }

            for (var page = 0; page < segment.Pages.Length; page++)
            {
                AddIdentified(segment.Pages[page], identifier, _scopes.Base(scope) + segment.RowBase(page), found);
            }
        }

        // What was observed of something that is managed goes by the same names, and is no other thing.
        if (found.Count > 1)
        {
            found.RemoveWhere(r => Shadows.IsShadowed(r) && found.Contains(Shadows.StandIn(r)));
        }

        return [.. found.Take(limit).Select(_scopes.Row)];
    }

    /// <summary>For queries that people type, <see cref="SearchEstate"/>: what these ask may need more than this.</summary>
    /// <param name="after">The <see cref="SearchPage.Next"/> of the page before.</param>
    public SearchPage Search(EstateQuery query, int limit, string? after = null, CancellationToken cancellationToken = default) =>
        Search(query, limit, after, null, cancellationToken);

    internal SearchPage Search(EstateQuery query, int limit, string? after, JoinedEstate? joined, CancellationToken cancellationToken) =>
        _searcher.Search(query, limit, after, joined, cancellationToken);

    /// <summary>How a query that is being typed may go on, out of what this snapshot holds.</summary>
    public Task<QuerySuggestions> SuggestAsync(string text, int limit, CancellationToken cancellationToken = default) =>
        SuggestAsync(text, limit, null, cancellationToken);

    internal Task<QuerySuggestions> SuggestAsync(string text, int limit, JoinedEstate? joined, CancellationToken cancellationToken) =>
        _suggester.SuggestAsync(text, limit, joined, cancellationToken);

    /// <summary>What is different since an earlier snapshot, by scope and address.</summary>
    /// <param name="scope">Only this one; null for all.</param>
    public SnapshotDifference Since(EstateSnapshot earlier, string? scope, int skip, int limit) => SnapshotDifference.Between(earlier, this, scope, skip, limit);

    /// <summary>What it depends on.</summary>
    public IReadOnlyList<Relation> DependsOn(ResourceRow row, int limit = 1_000) => Own(row) is { } own ? _graph.From(own, limit) : [];

    /// <summary>What depends on it.</summary>
    public IReadOnlyList<Relation> UsedBy(ResourceRow row, int limit = 1_000) => Own(row) is { } own ? _graph.To(own, limit) : [];

    /// <summary>Every relation that is certain, by the numbers of its rows; one may come several times.</summary>
    internal void EachRelation(Action<int, int> action)
    {
        for (var row = 0; row < Count; row++)
        {
            _graph.EachCertain(row, action);
        }
    }

    /// <summary>What stands around a resource, either way.</summary>
    public Neighbourhood Neighbours(ResourceRow row, int depth, int limit) => Own(row) is { } own ? _reach.Neighbours(own, depth, limit) : new([], [], null);

    /// <summary>Who depends on some resources; those that this snapshot does not hold have nobody.</summary>
    public BlastRadius BlastRadius(IReadOnlyList<ResourceRow> rows, ReachLimits? limits = null) =>
        _reach.BlastRadius([.. rows.Select(Own).OfType<ResourceRow>()], limits ?? new ReachLimits());

    /// <summary>Null where there is no way, or none of at most that many relations.</summary>
    public EstatePath? Path(ResourceRow from, ResourceRow to, int depth = 32) =>
        Own(from) is { } start && Own(to) is { } end ? _reach.Path(start, end, depth) : null;

    /// <summary>The resources with their attributes: what is withheld is unknown and sensitive, what is no longer kept unknown.</summary>
    /// <remarks>Documents are read now, attributes are made of them when first asked for.</remarks>
    public async Task<IReadOnlyList<Resource>> LoadAsync(IReadOnlyList<ResourceRow> rows, CancellationToken cancellationToken = default) =>
        [.. (await _loader.LoadAsync([.. rows.Select(Own).OfType<ResourceRow>()], cancellationToken)).Select(static l => l.Resource)];

    /// <summary>As <see cref="LoadAsync"/>, each with its row, and some at a time, so that however many there are few are in memory. What this does not hold is passed over.</summary>
    public async IAsyncEnumerable<(ResourceRow Row, Resource Resource)> ReadAsync(IEnumerable<ResourceRow> rows, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var some in rows.Chunk(ReadBatch))
        {
            foreach (var (row, resource, _) in await _loader.LoadAsync([.. some.Select(Own).OfType<ResourceRow>()], cancellationToken))
            {
                yield return (row, resource);
            }
        }
    }

    internal Task<IReadOnlyList<(ResourceRow Row, Resource Resource, ReadOnlyMemory<byte>? Document)>> LoadDocumentsAsync(IReadOnlyList<ResourceRow> rows, CancellationToken cancellationToken) =>
        _loader.LoadAsync(rows, cancellationToken);

    /// <summary>The pages and blocks of documents that a scope is made of.</summary>
    internal IReadOnlySet<Hash256> Attachments(string scope)
    {
        var all = new HashSet<Hash256>();
        if (_scopes.IndexOf(scope) is >= 0 and var at)
        {
            all.UnionWith(_scopes.Segment(at).Manifest.Pages.Select(static p => p.Hash));
            foreach (var page in _scopes.Segment(at).Pages)
            {
                all.UnionWith(page.Blocks.ToArray());
            }
        }

        return all;
    }

    /// <summary>Equal for equal documents.</summary>
    internal ReadOnlySpan<byte> DocumentHash(ResourceRow row) => DocumentHash(row.Row);

    internal ReadOnlySpan<byte> DocumentHash(int row)
    {
        var (scope, page, local) = _scopes.Place(row);
        return _scopes.Segment(scope).Pages[page].DocumentHash(local);
    }

    /// <summary>Its number here; null where this does not hold it.</summary>
    internal int? NumberOf(ResourceRow row) => Own(row)?.Row;

    private EstateJoins MakeJoins()
    {
        var sides = MakeSides();
        return EstateJoins.Of(_scopes, (scope, source) => sides.GetValueOrDefault((scope, source)));
    }

    private Dictionary<(string Scope, string Source), RowSide> MakeSides()
    {
        var covered = Coverage.Sources.Select(static s => (s.Scope, s.Coverage.Source)).ToHashSet();
        return Scopes.SelectMany(s => s.Sources.Select(o => (Key: (s.Name, o.Name), Side: RowSides.Of(s.Name, o, covered.Contains((s.Name, o.Name)))))).ToDictionary(static s => s.Key, static s => s.Side);
    }

    /// <summary>Makes what relations between scopes need, which is otherwise made when first asked for.</summary>
    internal void Prepare() => _ = _graph.Links;

    // A row may come from another snapshot, where it had another number.
    private ResourceRow? Own(ResourceRow row)
    {
        if (row.Row < Count)
        {
            var (scope, page, local) = _scopes.Place(row.Row);
            if (_scopes.Name(scope) == row.Key.Scope && _scopes.Row(row.Row) is var own && own.Key == row.Key && own.Deposed == row.Deposed && page >= 0 && local >= 0)
            {
                return own;
            }
        }

        return Find(row.Key);
    }

    private static void AddIdentified(SegmentPage page, ulong identifier, int first, SortedSet<int> found)
    {
        var identifiers = page.Identifiers;
        for (var at = 0; at < identifiers.Length; at++)
        {
            var next = identifiers[at..].IndexOf(identifier);
            if (next < 0)
            {
                return;
            }

            at += next;
            found.Add(first + page.IdentifierRows[at]);
        }
    }
}
