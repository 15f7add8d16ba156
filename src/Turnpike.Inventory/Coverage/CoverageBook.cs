using Turnpike.Ledger.Entries;

namespace Turnpike.Inventory.Coverage;

/// <summary>How far each source could be read, over time.</summary>
internal sealed class CoverageBook
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Scope, string Source), List<Version>> _sources = [];

    private long _position = -1;

    /// <summary>The last entry that told of coverage; negative before the first.</summary>
    public long Position => Interlocked.Read(ref _position);

    private sealed record Version(DateTimeOffset At, long Position, IReadOnlyList<CoverageItem>? Items);

    public void Apply(LedgerEntry entry)
    {
        if (InventoryEvents.CoverageChanged.Is(entry))
        {
            var e = InventoryEvents.CoverageChanged.Read(entry);
            foreach (var source in e.Sources)
            {
                Add(entry, e.Scope, source.Source, source.Items);
            }
        }
        else if (InventoryEvents.SourceRemoved.Is(entry))
        {
            var e = InventoryEvents.SourceRemoved.Read(entry);
            Add(entry, e.Scope, e.Source, null);
        }
    }

    /// <summary>What was known at a moment; now, for null.</summary>
    public EstateCoverage At(DateTimeOffset? moment)
    {
        lock (_lock)
        {
            var found = new List<(string, SourceCoverage)>();
            var position = -1L;
            foreach (var ((scope, source), versions) in _sources)
            {
                if ((moment is null ? versions[^1] : versions.FindLast(v => v.At <= moment)) is { } version)
                {
                    position = Math.Max(position, version.Position);
                    if (version.Items is { } items)
                    {
                        found.Add((scope, new SourceCoverage(source, items)));
                    }
                }
            }

            return new EstateCoverage(position, found);
        }
    }

    /// <summary>Null where nothing was ever said of it.</summary>
    public IReadOnlyList<CoverageItem>? Last(string scope, string source)
    {
        lock (_lock)
        {
            return _sources.TryGetValue((scope, source), out var versions) ? versions[^1].Items : null;
        }
    }

    private void Add(LedgerEntry entry, string scope, string source, IReadOnlyList<CoverageItem>? items)
    {
        lock (_lock)
        {
            Interlocked.Exchange(ref _position, entry.Position);
            if (_sources.TryGetValue((scope, source), out var versions))
            {
                versions.Add(new Version(entry.RecordedAt, entry.Position, items));
            }
            else if (items is not null)
            {
                _sources[(scope, source)] = [new Version(entry.RecordedAt, entry.Position, items)];
            }
        }
    }
}
