using System.Collections.Immutable;
using Turnpike.Ledger;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;
using Turnpike.Ledger.Merkle;

namespace Turnpike.Inventory.Scans;

/// <summary>The reports that hold now.</summary>
public sealed class ScanProjection : IProjection
{
    private Known _known = new(-1, ImmutableDictionary<ScanKey, ScanState>.Empty, ImmutableDictionary<(string, string), string>.Empty, ImmutableDictionary<string, long>.Empty);

    private sealed record Known(
        long Position,
        ImmutableDictionary<ScanKey, ScanState> Reports,
        ImmutableDictionary<(string Scope, string Name), string> Contents,
        ImmutableDictionary<string, long> Streams);

    /// <summary>Grows with each entry that tells of a report.</summary>
    public long Position => Volatile.Read(ref _known).Position;

    /// <summary>By scope, tool and subject.</summary>
    public IReadOnlyList<ScanState> Reports => InOrder(Volatile.Read(ref _known).Reports.Values);

    public void Apply(LedgerEntry entry)
    {
        var known = _known;
        if (ScanEvents.Received.Is(entry))
        {
            var e = ScanEvents.Received.Read(entry);
            var reports = known.Reports.SetItems(e.Reports.Select(r => new ScanKey(e.Scope, r.Tool, r.Subject) is var key && Attachment(r) is { } attachment
                ? KeyValuePair.Create(key, new ScanState(
                    key, r.Of, e.Name, r.Form, r.ToolVersion, r.Open, r.Accepted, r.Packages, r.IsPartial, r.Notes, entry.Actor, known.Reports.GetValueOrDefault(key)?.FirstAt ?? entry.RecordedAt, entry.RecordedAt, entry.RecordedAt, entry.Position) { Attachment = attachment })
                : throw new LedgerDamagedException(entry.Position, $"it names no attachment for {r.Tool} {r.Subject}")));
            Set(entry, e.Scope, reports, known.Contents.SetItem((e.Scope, e.Name), e.Content));
        }
        else if (ScanEvents.Confirmed.Is(entry))
        {
            var e = ScanEvents.Confirmed.Read(entry);
            Set(entry, e.Scope, known.Reports.SetItems(Of(known, e.Scope, e.Name).Select(s => KeyValuePair.Create(s.Key, s with { ConfirmedAt = entry.RecordedAt }))), known.Contents);
        }
        else if (ScanEvents.Removed.Is(entry))
        {
            var e = ScanEvents.Removed.Read(entry);
            Set(entry, e.Scope, known.Reports.RemoveRange(Of(known, e.Scope, e.Name).Select(static s => s.Key)), known.Contents.Remove((e.Scope, e.Name)));
        }
    }

    public ScanState? Find(ScanKey key) => Volatile.Read(ref _known).Reports.GetValueOrDefault(key);

    /// <summary>Those that came as a file of a scope.</summary>
    public IReadOnlyList<ScanState> Of(string scope, string name) => InOrder(Of(Volatile.Read(ref _known), scope, name));

    /// <summary>HMAC of what was last pushed by that name and told something new; null for nothing.</summary>
    internal string? ContentOf(string scope, string name) => Volatile.Read(ref _known).Contents.GetValueOrDefault((scope, name));

    /// <summary>The version of a scope's stream of scans; null before the first.</summary>
    internal long? VersionOf(string scope) => Volatile.Read(ref _known).Streams.TryGetValue(scope, out var version) ? version : null;

    private void Set(LedgerEntry entry, string scope, ImmutableDictionary<ScanKey, ScanState> reports, ImmutableDictionary<(string, string), string> contents) =>
        Volatile.Write(ref _known, new Known(entry.Position, reports, contents, _known.Streams.SetItem(scope, entry.Version)));

    private static IEnumerable<ScanState> Of(Known known, string scope, string name) => known.Reports.Values.Where(s => s.Key.Scope == scope && s.Name == name);

    private static IReadOnlyList<ScanState> InOrder(IEnumerable<ScanState> reports) =>
        [.. reports.OrderBy(static s => s.Key.Scope, StringComparer.Ordinal).ThenBy(static s => s.Key.Tool, StringComparer.Ordinal).ThenBy(static s => s.Key.Subject, StringComparer.Ordinal)];

    private static Hash256? Attachment(ScanReported report) => Hash256.TryParseBase64(report.Attachment, out var hash) ? hash : null;
}
