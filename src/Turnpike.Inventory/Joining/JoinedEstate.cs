using Turnpike.Formats.Observation;
using Turnpike.Inventory.Coverage;
using Turnpike.Inventory.Snapshots;

namespace Turnpike.Inventory.Joining;

/// <summary>How what is managed and what is there stand to each other.</summary>
public enum JoinedStatus : byte
{
    /// <summary>Managed, and as it should be.</summary>
    InSync,

    /// <summary>Managed, and otherwise than its state or its manifest has it.</summary>
    Drifted,

    /// <summary>There, and nothing that is known manages it.</summary>
    Unmanaged,

    /// <summary>In a state, and not there: everything was read where it would be.</summary>
    Orphaned,

    /// <summary>In code or manifests, and neither in a state nor there.</summary>
    Absent,

    /// <summary>Nobody can tell: it was not read.</summary>
    Unknown,
}

/// <summary>One thing of the real world, whoever tells of it.</summary>
/// <param name="Row">What stands for it: what manages it, else what was observed.</param>
/// <param name="Observed">Null where it was not seen.</param>
/// <param name="By">By what both are known to be one; null where only one tells of it.</param>
/// <param name="MadeBy">The tool that made what is unmanaged; null for by hand, as far as can be told.</param>
/// <param name="Says">Why it is unknown, and what to do; of what is in several clusters, in which it has drifted.</param>
public sealed record JoinedResource(
    ResourceRow Row,
    RowSide Side,
    ResourceRow? Observed,
    JoinedStatus Status,
    JoinedBy? By,
    IReadOnlyList<DriftedAttribute> Drift,
    MadeBy? MadeBy,
    ResourcePlace Place,
    string? Says)
{
    /// <summary>The tool that made what is unmanaged, <see cref="JoinedEstate.ByHand"/> where none is known; null for all else.</summary>
    public string? Maker => MakerOf(Status, MadeBy);

    internal static string? MakerOf(JoinedStatus status, MadeBy? madeBy) => status == JoinedStatus.Unmanaged ? madeBy?.Tool ?? JoinedEstate.ByHand : null;

    /// <summary>The code that declares it, where that is known; null for what is itself only declared.</summary>
    public ResourceRow? Declared { get; init; }

    /// <summary>What may be meant by it, or what it may be: guesses, by name and tags.</summary>
    public IReadOnlyList<JoinHint> Resembles { get; init; } = [];
}

/// <summary>The estate as the real world has it, each thing once. Immutable.</summary>
public sealed class JoinedEstate
{
    /// <summary>What no tool is known to have made.</summary>
    public const string ByHand = "hand";

    /// <summary>What a state holds.</summary>
    public const string ByTerraform = "terraform";

    private readonly EstateSnapshot _snapshot;
    private readonly EstateJoins _joins;
    private readonly Entry[] _entries;
    private readonly Dictionary<int, int> _byRow;
    private readonly Dictionary<int, List<JoinHint>> _hints;

    /// <param name="parts">Rows that tell of a part of what another row stands for.</param>
    internal JoinedEstate(EstateSnapshot snapshot, EstateJoins joins, Entry[] entries, IReadOnlyList<(int Row, int Whole)> parts)
    {
        (_snapshot, _joins, _entries) = (snapshot, joins, entries);
        _hints = Resemblances.Of(snapshot, entries);
        _byRow = new Dictionary<int, int>(entries.Length * 2);
        for (var i = 0; i < entries.Length; i++)
        {
            _byRow[entries[i].Row] = i;
            if (entries[i] is { Observed: >= 0, IsWithin: false })
            {
                _byRow.TryAdd(entries[i].Observed, i);
            }

            if (entries[i].Maker is { } maker)
            {
                Makers[maker] = Makers.GetValueOrDefault(maker) + 1;
            }

            Counts[entries[i].Status] = Counts.GetValueOrDefault(entries[i].Status) + 1;
        }

        foreach (var (row, whole) in parts.Concat(joins.Roots.Declared))
        {
            if (_byRow.TryGetValue(whole, out var at))
            {
                _byRow.TryAdd(row, at);
            }
        }
    }

    /// <param name="Row">The number of the row that stands for it.</param>
    /// <param name="Observed">Negative for none.</param>
    internal readonly record struct Entry(int Row, int Observed, JoinedStatus Status, ResourcePlace Place, IReadOnlyList<DriftedAttribute> Drift, MadeBy? MadeBy, string? Says)
    {
        /// <summary>What was observed is not it but what holds it.</summary>
        public bool IsWithin { get; init; }

        public string? Maker => JoinedResource.MakerOf(Status, MadeBy);
    }

    public EstateSnapshot Snapshot => _snapshot;

    public EstateCoverage Coverage => _snapshot.Coverage;

    public int Count => _entries.Length;

    public Dictionary<JoinedStatus, int> Counts { get; } = [];

    /// <summary>How much of what is unmanaged each tool made.</summary>
    public SortedDictionary<string, int> Makers { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<JoinConflict> Conflicts => _joins.Conflicts;

    /// <summary>By scope and address of what stands for each.</summary>
    public IEnumerable<JoinedResource> Resources(Func<JoinedStatus, bool>? wanted = null) =>
        _entries.Where(e => wanted is null || wanted(e.Status)).Select(Of);

    /// <summary>The thing that a row tells of; null for data sources and the like.</summary>
    public JoinedResource? Find(ResourceRow row) => _snapshot.NumberOf(row) is { } number && _byRow.TryGetValue(number, out var at) ? Of(_entries[at]) : null;

    /// <summary>One by its place in <see cref="Resources"/>, made from what the snapshot holds.</summary>
    public JoinedResource At(int index) => Of(_entries[index]);

    /// <summary>How much each tool made, Terraform too, which made what states hold.</summary>
    internal IEnumerable<KeyValuePair<string, int>> ByMaker => _entries.Select(MakerOf).OfType<string>().CountBy(static m => m);

    /// <summary>The rows that stand for what has a status and a maker, in their order.</summary>
    internal int[] RowsOf(Func<JoinedStatus, string?, bool> isWanted) => [.. _entries.Where(e => isWanted(e.Status, MakerOf(e))).Select(static e => e.Row).Order()];

    private string? MakerOf(Entry entry) => entry.Maker ?? (_joins.Side(entry.Row) == RowSide.State ? ByTerraform : null);

    internal string TypeAt(int index)
    {
        var (scope, page, local) = _snapshot.Segments.Place(_entries[index].Row);
        var at = _snapshot.Segments.Segment(scope).Pages[page];
        return at.String(at.Heads[local].Type);
    }

    /// <summary>The place among all of the thing that a row tells of; negative for data sources and the like.</summary>
    internal int IndexOf(int row) => _byRow.TryGetValue(row, out var at) ? at : -1;

    private JoinedResource Of(Entry entry) => new(
        _snapshot.Segments.Row(entry.Row),
        _joins.Side(entry.Row),
        entry.Observed >= 0 ? _snapshot.Segments.Row(entry.Observed) : null,
        entry.Status,
        entry.IsWithin ? JoinedBy.Within : entry.Observed >= 0 && entry.Observed != entry.Row ? _joins.By(entry.Row) : null,
        entry.Drift,
        entry.MadeBy,
        entry.Place,
        entry.Says)
    {
        Resembles = _hints.GetValueOrDefault(entry.Row) ?? [],
        Declared = _joins.Roots.CodeOf(entry.Row) is >= 0 and var code ? _snapshot.Segments.Row(code) : null,
    };
}
