using System.Collections.Concurrent;
using Turnpike.Estate.Joins;
using Turnpike.Formats.Observation;
using Turnpike.Inventory.Snapshots;
using Turnpike.Values;

namespace Turnpike.Inventory.Joining;

/// <summary>
/// Makes the joined estate of a moment. What was compared once is not compared again: two documents that did not change
/// since have not drifted since.
/// </summary>
public sealed class JoinEstate(EstateInventory inventory, DriftRules rules, JoinTable table) : IDisposable
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
        var run = new JoinRun(snapshot, rules, table);
        run.Sort(cancellationToken);
        foreach (var some in run.ToRead.Chunk(Batch))
        {
            await CompareAsync(run, some, cancellationToken);
        }

        foreach (var some in run.Joins.Manifests.Chunk(Batch))
        {
            await CompareManifestsAsync(run, some, cancellationToken);
        }

        run.JudgeManifests((manifest, observed) => _compared.GetValueOrDefault(run.Pair(manifest, observed)));
        run.NameMakersOfParts();
        run.FoldOwned();
        return new JoinedEstate(snapshot, snapshot.Joins, [.. run.Entries], run.Parts);
    }

    private async Task CompareAsync(JoinRun run, int[] some, CancellationToken cancellationToken)
    {
        var rows = new HashSet<int>();
        foreach (var at in some)
        {
            var entry = run.Entries[at];
            if (entry.Row == entry.Observed ? !_made.ContainsKey(run.Hash(entry.Row)) : entry.IsWithin || !_compared.ContainsKey(run.Pair(entry.Row, entry.Observed)))
            {
                rows.Add(entry.Row);
                rows.Add(entry.Observed);
            }
        }

        var loaded = await LoadAsync(run, rows, cancellationToken);
        foreach (var at in some)
        {
            var entry = run.Entries[at];
            run.Entries[at] = entry.Row == entry.Observed ? Made(entry) : entry.IsWithin ? run.Within(entry, loaded[entry.Row], loaded[entry.Observed]) : Compared(entry);
        }

        JoinedEstate.Entry Made(JoinedEstate.Entry entry) => entry with
        {
            MadeBy = _made.TryGetValue(run.Hash(entry.Row), out var made) ? made
                : loaded[entry.Row] is { } seen ? _made.GetOrAdd(run.Hash(entry.Row), _ => MadeByReader.Of(run.Snapshot.Segments.Row(entry.Row), seen))
                : null,
        };

        JoinedEstate.Entry Compared(JoinedEstate.Entry entry)
        {
            if (!_compared.TryGetValue(run.Pair(entry.Row, entry.Observed), out var drift))
            {
                if (loaded[entry.Row] is not { } before || loaded[entry.Observed] is not { } after)
                {
                    return entry with { Status = JoinedStatus.Unknown, Says = JoinRun.Unreadable };
                }

                drift = _compared.GetOrAdd(run.Pair(entry.Row, entry.Observed), _ => run.Compare(entry.Row, before, after));
            }

            drift = run.WithoutSatellites(entry, drift);
            return drift.Count == 0 ? entry : entry with { Status = JoinedStatus.Drifted, Drift = drift };
        }
    }

    private async Task CompareManifestsAsync(JoinRun run, (int Row, int Observed)[] some, CancellationToken cancellationToken)
    {
        var fresh = some.Where(p => !_compared.ContainsKey(run.Pair(p.Row, p.Observed))).ToList();
        var loaded = await LoadAsync(run, [.. fresh.Select(static p => p.Row), .. fresh.Select(static p => p.Observed)], cancellationToken);
        foreach (var (row, observed) in fresh)
        {
            // What cannot be read is not remembered as the same.
            if (loaded[row] is { } before && loaded[observed] is { } after)
            {
                _compared[run.Pair(row, observed)] = run.Compare(row, before, after);
            }
        }
    }

    private static async Task<Dictionary<int, ObjectValue?>> LoadAsync(JoinRun run, HashSet<int> rows, CancellationToken cancellationToken) =>
        (await run.Snapshot.LoadDocumentsAsync([.. rows.Order().Select(run.Snapshot.Segments.Row)], cancellationToken)).ToDictionary(static l => l.Row.Row, static l => l.Resource.Attributes as ObjectValue);
}
