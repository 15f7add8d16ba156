using Turnpike.Inventory.Snapshots;
using Turnpike.Ledger;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Merkle;

namespace Turnpike.Inventory.Scopes;

/// <summary>The scopes over time, as the ledger tells. Small: a line for each push that changed something.</summary>
internal sealed class ScopeBook
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, List<ScopeVersion>> _scopes = new(StringComparer.Ordinal);
    private long _position = -1;

    /// <summary>The last entry that told something of the estate; negative before the first.</summary>
    public long Position
    {
        get
        {
            lock (_lock)
            {
                return _position;
            }
        }
    }

    public void Apply(LedgerEntry entry)
    {
        if (InventoryEvents.Observed.Is(entry))
        {
            var e = InventoryEvents.Observed.Read(entry);
            var state = new SourceState(e.Source, e.Kind, e.Resources, entry.RecordedAt, entry.RecordedAt, entry.Actor, e.Change, entry.Position);
            Add(entry, e.Scope, e.Source, e.Change, last => new(HashOf(e.Segment, entry), e.ScopeResources, [.. Others(last, e.Source), new KnownSource(state, e.Content)]));
        }
        else if (InventoryEvents.Confirmed.Is(entry))
        {
            var e = InventoryEvents.Confirmed.Read(entry);
            Add(entry, e.Scope, e.Source, null, last => last is null ? null : new(last.Segment, last.Resources, [.. last.Sources.Select(s =>
                s.State.Name == e.Source ? s with { State = s.State with { ConfirmedAt = entry.RecordedAt } } : s)]));
        }
        else if (InventoryEvents.SourceRemoved.Is(entry))
        {
            var e = InventoryEvents.SourceRemoved.Read(entry);
            Add(entry, e.Scope, e.Source, null, last => new(HashOf(e.Segment, entry), e.ScopeResources, [.. Others(last, e.Source)]));
        }
    }

    /// <summary>The version of each scope in force at a moment (the last, for null), by name; those without sources are left out.</summary>
    public IReadOnlyList<(string Name, ScopeVersion Version)> At(DateTimeOffset? moment, out long position)
    {
        lock (_lock)
        {
            var found = new List<(string, ScopeVersion)>();
            position = -1;
            foreach (var (name, versions) in _scopes)
            {
                var version = moment is null ? versions[^1] : versions.FindLast(v => v.At <= moment);
                position = Math.Max(position, version?.Position ?? -1);
                if (version is { Sources.Count: > 0 })
                {
                    found.Add((name, version));
                }
            }

            return found;
        }
    }

    /// <summary>Every version of a scope, the first first.</summary>
    public IReadOnlyList<ScopeVersion> Versions(string scope)
    {
        lock (_lock)
        {
            return _scopes.TryGetValue(scope, out var versions) ? [.. versions] : [];
        }
    }

    public ScopeVersion? Last(string scope)
    {
        lock (_lock)
        {
            return _scopes.TryGetValue(scope, out var versions) ? versions[^1] : null;
        }
    }

    /// <summary>The segments in force at or after a moment, with the entries that name them.</summary>
    public IReadOnlyList<(Hash256 Segment, long Position)> Since(DateTimeOffset moment)
    {
        lock (_lock)
        {
            return [.. _scopes.Values.SelectMany(v => v.Skip(Math.Max(0, v.FindLastIndex(one => one.At <= moment)))).Select(static v => (v.Segment, v.Position))];
        }
    }

    private static IEnumerable<KnownSource> Others(ScopeVersion? last, string source) => (last?.Sources ?? []).Where(s => s.State.Name != source);

    private sealed record Content(Hash256 Segment, int Resources, IReadOnlyList<KnownSource> Sources);

    private void Add(LedgerEntry entry, string scope, string source, string? change, Func<ScopeVersion?, Content?> next)
    {
        lock (_lock)
        {
            var versions = _scopes.TryGetValue(scope, out var known) ? known : _scopes[scope] = [];
            if (next(versions.Count == 0 ? null : versions[^1]) is { } content)
            {
                var sources = content.Sources.OrderBy(static s => s.State.Name, StringComparer.Ordinal).ToList();
                versions.Add(new ScopeVersion(entry.Position, entry.RecordedAt, content.Segment, content.Resources, source, entry.Actor, change, entry.Version, sources));
                _position = entry.Position;
            }
            else if (versions.Count == 0)
            {
                _scopes.Remove(scope);
            }
        }
    }

    private static Hash256 HashOf(string text, LedgerEntry entry) =>
        Hash256.TryParseBase64(text, out var hash) ? hash : throw new LedgerDamagedException(entry.Position, $"{text} is no hash of a segment");
}
