using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Turnpike.Formats.Observation;
using Turnpike.Inventory.Snapshots;
using Turnpike.Values;

namespace Turnpike.Inventory.Joining;

/// <summary>
/// Makes the joined estate of a moment. What was compared once is not compared again: two documents that did not change
/// since have not drifted since.
/// </summary>
public sealed class JoinEstate(EstateInventory inventory, DriftRules rules) : IDisposable
{
    private const int Batch = 2_000;

    private readonly SemaphoreSlim _joining = new(1, 1);
    private readonly ConcurrentDictionary<(UInt128 State, UInt128 Observed), IReadOnlyList<DriftedAttribute>> _compared = [];
    private readonly ConcurrentDictionary<UInt128, MadeBy?> _made = [];
    private JoinedEstate? _current;

    public async Task<JoinedEstate> AtAsync(DateTimeOffset? moment = null, CancellationToken cancellationToken = default)
    {
        var snapshot = await inventory.AtAsync(moment, cancellationToken);
        if (Volatile.Read(ref _current) is { } known && ReferenceEquals(known.Snapshot, snapshot))
        {
            return known;
        }

        await _joining.WaitAsync(cancellationToken);
        try
        {
            if (_current is { } meanwhile && ReferenceEquals(meanwhile.Snapshot, snapshot))
            {
                return meanwhile;
            }

            var joined = await JoinAsync(snapshot, cancellationToken);
            if (moment is null)
            {
                Volatile.Write(ref _current, joined);
            }

            return joined;
        }
        finally
        {
            _joining.Release();
        }
    }

    public void Dispose() => _joining.Dispose();

    private async Task<JoinedEstate> JoinAsync(EstateSnapshot snapshot, CancellationToken cancellationToken)
    {
        var joins = snapshot.Joins;
        var coverage = new CoverageIndex(snapshot.Coverage);
        var neighbours = new StatePlaces(snapshot, joins);
        var entries = new List<JoinedEstate.Entry>();
        var toRead = new List<int>();
        var parts = new List<(int Row, int Whole)>();
        for (var row = 0; row < snapshot.Count; row++)
        {
            var (side, partner) = (joins.Side(row), joins.Partner(row));
            if (side == RowSide.Other || joins.IsShadowed(row) || IsOfState(snapshot, joins, row))
            {
                continue;
            }

            if (side == RowSide.Observed)
            {
                var one = snapshot.Segments.Row(row);
                if (!one.IsKubernetes && !rules.IsManageable(one.Provider, one.Type))
                {
                    continue;
                }

                if (InlineParts.WholeOf(snapshot, joins, one) is { } whole)
                {
                    parts.Add((row, whole));
                    continue;
                }

                toRead.Add(entries.Count);
                entries.Add(new(row, row, JoinedStatus.Unmanaged, joins.Place(row), [], null, null));
            }
            else if (partner >= 0)
            {
                toRead.Add(entries.Count);
                entries.Add(new(row, partner, JoinedStatus.InSync, joins.Place(partner), [], null, null));
            }
            else
            {
                entries.Add(NotSeen(snapshot, row, side, neighbours.Of(row), coverage));
            }
        }

        var all = CollectionsMarshal.AsSpan(entries).ToArray();
        foreach (var some in toRead.Chunk(Batch))
        {
            await CompareAsync(snapshot, joins, all, some, cancellationToken);
        }

        return new JoinedEstate(snapshot, joins, all, parts);
    }

    // What is declared and in a state is told by the state.
    private static bool IsOfState(EstateSnapshot snapshot, EstateJoins joins, int row) =>
        joins.Side(row) == RowSide.Declared && joins.Partner(row) is >= 0 and var observed && joins.Partner(observed) is >= 0 and var manager && manager != row;

    private static JoinedEstate.Entry NotSeen(EstateSnapshot snapshot, int row, RowSide side, ResourcePlace place, CoverageIndex coverage)
    {
        var type = ResourcePlace.TypeOf(snapshot.Segments.Row(row).Type);
        place = place.Account.Length == 0 && side == RowSide.Declared && coverage.OnlyAccount(place.Provider) is { } only ? place with { Account = only } : place;
        var why = coverage.WhyUnknown(place, type);
        return new(row, -1, why is not null ? JoinedStatus.Unknown : side == RowSide.State ? JoinedStatus.Orphaned : JoinedStatus.Absent, place, [], null, why);
    }

    private async Task CompareAsync(EstateSnapshot snapshot, EstateJoins joins, JoinedEstate.Entry[] entries, int[] some, CancellationToken cancellationToken)
    {
        var rows = new HashSet<int>();
        foreach (var at in some)
        {
            var entry = entries[at];
            if (entry.Row == entry.Observed ? !_made.ContainsKey(Hash(snapshot, entry.Row)) : !_compared.ContainsKey(Pair(snapshot, entry)))
            {
                rows.Add(entry.Row);
                rows.Add(entry.Observed);
            }
        }

        var loaded = (await snapshot.LoadDocumentsAsync([.. rows.Order().Select(snapshot.Segments.Row)], cancellationToken)).ToDictionary(static l => l.Row.Row);
        foreach (var at in some)
        {
            entries[at] = entries[at].Row == entries[at].Observed ? Made(entries[at]) : Compared(entries[at]);
        }

        JoinedEstate.Entry Made(JoinedEstate.Entry entry) => entry with
        {
            MadeBy = _made.GetOrAdd(Hash(snapshot, entry.Row), _ => MadeByReader.Of(snapshot.Segments.Row(entry.Row), loaded[entry.Row].Resource.Attributes as ObjectValue ?? ObjectValue.Empty)),
        };

        JoinedEstate.Entry Compared(JoinedEstate.Entry entry)
        {
            if (joins.Side(entry.Row) != RowSide.State)
            {
                return entry;
            }

            var drift = _compared.GetOrAdd(Pair(snapshot, entry), _ =>
                loaded[entry.Row].Resource is var state && state.Attributes is ObjectValue before && loaded[entry.Observed].Resource.Attributes is ObjectValue after
                    ? rules.Compare(state.Provider, state.Type, before, after)
                    : []);
            return drift.Count == 0 ? entry : entry with { Status = JoinedStatus.Drifted, Drift = drift };
        }
    }

    private static (UInt128, UInt128) Pair(EstateSnapshot snapshot, JoinedEstate.Entry entry) => (Hash(snapshot, entry.Row), Hash(snapshot, entry.Observed));

    private static UInt128 Hash(EstateSnapshot snapshot, int row) => MemoryMarshal.Read<UInt128>(snapshot.DocumentHash(row));
}
