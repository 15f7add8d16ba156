using System.Globalization;
using Turnpike.Connectors;
using Turnpike.Formats.Observation;
using Turnpike.Inventory;
using Turnpike.Inventory.Coverage;
using Turnpike.Inventory.Sources;

namespace Turnpike.Server.Connections;

/// <summary>One sync: what a connector reads goes into the estate, all parts of a scope together.</summary>
internal sealed class ConnectionSync(ReceiveSources receive, RemoveSource remove, NoteCoverage coverage, EstateInventory inventory)
{
    // What waits for the rest of its scope; past it, what there is goes in.
    private const long MaxWaiting = 128 * 1024 * 1024;

    private sealed class Tally
    {
        public List<PartReading> Waiting { get; } = [];

        public List<PartResult> Parts { get; } = [];

        public long Bytes { get; set; }

        public int Covered { get; set; }

        public int Added { get; set; }

        public int Modified { get; set; }

        public int Removed { get; set; }
    }

    /// <param name="before">The parts that syncs of this connection gave before.</param>
    /// <exception cref="ConnectionFailedException">It could not begin, or not go on. What was read until then is in the estate.</exception>
    public async Task<SyncResult> RunAsync(IConnector connector, string actor, IReadOnlyList<Part> before, IProgress<SyncStep> progress, CancellationToken cancellationToken)
    {
        var tally = new Tally();
        try
        {
            await foreach (var reading in connector.ReadAsync(progress, cancellationToken))
            {
                tally.Waiting.Add(reading);
                tally.Bytes += reading.Content?.Length ?? 0;
                if (tally.Bytes > MaxWaiting)
                {
                    await ReceiveAsync(tally, actor, cancellationToken);
                }
            }
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            await ReceiveAsync(tally, actor, cancellationToken);
            throw;
        }

        await ReceiveAsync(tally, actor, cancellationToken);
        var gone = connector.HasListedAll ? before.Except(tally.Parts.Select(static p => p.Part)).ToList() : [];
        await RemoveAsync(gone, tally, actor, cancellationToken);
        var result = new SyncResult(SyncOutcome.Done, "", tally.Parts, tally.Covered, tally.Added, tally.Modified, tally.Removed) { Gone = gone };
        return result with { Outcome = result.Unread > 0 ? SyncOutcome.Partial : SyncOutcome.Done, Says = Summary(result) };
    }

    // A region that is no longer used, an account that was closed, a state that was deleted.
    private async Task RemoveAsync(List<Part> gone, Tally tally, string actor, CancellationToken cancellationToken)
    {
        foreach (var scope in gone.GroupBy(static p => p.Scope, StringComparer.Ordinal))
        {
            var known = (await inventory.AtAsync(null, cancellationToken)).Scopes.FirstOrDefault(s => s.Name == scope.Key)?.Sources.Select(static s => s.Name).ToHashSet(StringComparer.Ordinal) ?? [];
            if (scope.Select(static p => p.Source).Where(known.Contains).ToList() is { Count: > 0 } sources)
            {
                tally.Removed += (await remove.RunAsync(actor, scope.Key, sources, "Its connection was read whole and no longer shows it.", cancellationToken)).Resources;
            }

            // Of one that never could be read, what was said of that goes too.
            var unread = inventory.Coverage().Sources.Where(s => s.Scope == scope.Key && s.Coverage.Items.Count > 0).Select(static s => s.Coverage.Source).Intersect(scope.Select(static p => p.Source)).ToList();
            await coverage.RunAsync(actor, scope.Key, [.. unread.Select(static s => new SourceCoverage(s, []))], cancellationToken);
        }
    }

    private async Task ReceiveAsync(Tally tally, string actor, CancellationToken cancellationToken)
    {
        foreach (var scope in tally.Waiting.GroupBy(static r => r.Part.Scope, StringComparer.Ordinal))
        {
            // The last reading of a part counts, should a connector give one twice.
            var readings = scope.GroupBy(static r => r.Part).Select(static g => g.Last()).ToList();
            // No document is empty: a null array that became memory is one that was not read.
            var pushes = readings.Where(static r => r.Content is { Length: > 0 }).ToDictionary(static r => r, static r => new SourcePush(r.Part.Scope, r.Part.Source, r.Content!.Value));
            var covered = readings.Where(static r => !r.IsSame).Select(static r => new SourceCoverage(r.Part.Source, [.. Ordered(r).Select(CoverageItem.Of)])).ToList();
            tally.Covered += coverage.Different(scope.Key, covered).Count;
            IReadOnlyList<SourceOutcome> outcomes = pushes.Count == 0 ? [] : await receive.RunAsync(actor, [.. pushes.Values], cancellationToken);
            var byReading = pushes.Keys.Zip(outcomes).ToDictionary(static o => o.First, static o => o.Second);
            await coverage.RunAsync(actor, scope.Key, covered, cancellationToken);
            foreach (var reading in readings)
            {
                Count(tally, reading, byReading.GetValueOrDefault(reading));
            }
        }

        tally.Waiting.Clear();
        tally.Bytes = 0;
    }

    // As the document orders it, so that both say the same.
    private static IEnumerable<Formats.Observation.Coverage> Ordered(PartReading reading) =>
        reading.Coverage.OrderBy(static c => c.What, StringComparer.Ordinal).ThenBy(static c => c.Status).ThenBy(static c => c.Message, StringComparer.Ordinal)
            .Select(static c => c with { Types = [.. c.Types.Distinct().Order(StringComparer.Ordinal)] });

    private static void Count(Tally tally, PartReading reading, SourceOutcome? outcome)
    {
        if (outcome is SourceOutcome.Received { Receipt: var receipt })
        {
            (tally.Added, tally.Modified, tally.Removed) = (tally.Added + receipt.Added, tally.Modified + receipt.Changed, tally.Removed + receipt.Removed);
        }

        tally.Parts.Add(ResultOf(reading, outcome));
    }

    private static PartResult ResultOf(PartReading reading, SourceOutcome? outcome)
    {
        var unread = reading.Coverage.Where(static c => c.Status is not (CoverageStatus.Read or CoverageStatus.Unsupported)).ToList();
        var says = unread.Count == 0 ? null : string.Join(" ", unread.Take(5).Select(static c => $"{c.What}: {c.Message ?? c.Status.ToText()}")) + (unread.Count > 5 ? " …" : "");
        return (outcome, reading) switch
        {
            (SourceOutcome.Refused refused, _) => new(reading.Part, PartOutcome.Failed, false, refused.Diagnostics.FirstOrDefault(static d => d.IsError)?.Message ?? refused.Message),
            (SourceOutcome.Received { Receipt.IsUnchanged: false }, _) => new(reading.Part, unread.Count > 0 ? PartOutcome.Partial : PartOutcome.Changed, true, says),
            (SourceOutcome.Received, _) or (_, { IsSame: true }) => new(reading.Part, unread.Count > 0 ? PartOutcome.Partial : PartOutcome.Same, true, says),
            _ when unread.Count == 0 => new(reading.Part, PartOutcome.Same, true, null),
            _ => new(reading.Part, unread.Any(static c => c.Status == CoverageStatus.Denied) ? PartOutcome.Denied : PartOutcome.Failed, false, says),
        };
    }

    private static string Summary(SyncResult result) => string.Create(
        CultureInfo.InvariantCulture,
        $"{result.Parts.Count} parts, {result.Changed} of them changed: {result.Added} added, {result.Modified} changed, {result.Removed} removed{(result.Gone.Count > 0 ? $"; {result.Gone.Count} parts are gone" : "")}{(result.Unread > 0 ? $"; {result.Unread} not read, or not wholly" : "")}");
}
