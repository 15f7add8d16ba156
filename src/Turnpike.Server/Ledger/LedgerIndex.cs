using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;

namespace Turnpike.Server.Ledger;

/// <summary>
/// What entries are searched by: a few bytes of each, so that a rare one is found among millions without reading them.
/// </summary>
internal sealed class LedgerIndex : IProjection
{
    private const int ChunkBits = 16;
    private const int ChunkSize = 1 << ChunkBits;

    private readonly List<Row[]> _chunks = [];
    private readonly Dictionary<string, int> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _actors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _streams = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private int _count;

    public void Apply(LedgerEntry entry)
    {
        lock (_lock)
        {
            if (_count >> ChunkBits == _chunks.Count)
            {
                _chunks.Add(new Row[ChunkSize]);
            }

            var kind = Kind(entry.Stream.ToString());
            _chunks[^1][_count & (ChunkSize - 1)] = new Row(entry.RecordedAt.UtcTicks, Number(_types, entry.Type.Name), Number(_actors, entry.Actor), Number(_streams, kind));
            _count++;
        }
    }

    /// <summary>Types of events that the ledger has, in order.</summary>
    public IReadOnlyList<string> Types()
    {
        lock (_lock)
        {
            return [.. _types.Keys.Order(StringComparer.Ordinal)];
        }
    }

    /// <summary>Positions of entries that may be meant, at most so many; the stream's end and the text are left to whoever reads them.</summary>
    /// <param name="from">Where to begin, going up, or down where <paramref name="newestFirst"/>.</param>
    /// <param name="mayRead">Types that the caller may see.</param>
    public IReadOnlyList<long> Candidates(EntryQuery query, long from, bool newestFirst, int atMost, Func<string, bool> mayRead)
    {
        lock (_lock)
        {
            var types = Wanted(_types, name => mayRead(name) && (query.Type is null || name.StartsWith(query.Type, StringComparison.Ordinal)));
            var actors = Wanted(_actors, name => query.Actor is null || name == query.Actor);
            var streams = Wanted(_streams, name => query.Stream is null || name.StartsWith(query.Stream, StringComparison.Ordinal) || query.Stream.StartsWith(name, StringComparison.Ordinal));
            var (since, until) = (query.From?.UtcTicks ?? long.MinValue, query.To?.UtcTicks ?? long.MaxValue);
            var found = new List<long>();
            var step = newestFirst ? -1 : 1;
            for (var at = newestFirst ? Math.Min(from, _count - 1) : Math.Max(from, 0); at >= 0 && at < _count && found.Count < atMost; at += step)
            {
                ref readonly var row = ref _chunks[(int)(at >> ChunkBits)][at & (ChunkSize - 1)];
                if (types[row.Type] && actors[row.Actor] && streams[row.Stream] && row.Time >= since && row.Time < until)
                {
                    found.Add(at);
                }
            }

            return found;
        }
    }

    // change/01J8…: change/. Streams are as many as changes; their kinds are few.
    private static string Kind(string stream) => stream.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash ? stream[..(slash + 1)] : stream;

    private static int Number(Dictionary<string, int> names, string name)
    {
        if (!names.TryGetValue(name, out var number))
        {
            names.Add(name, number = names.Count);
        }

        return number;
    }

    private static bool[] Wanted(Dictionary<string, int> names, Func<string, bool> isWanted)
    {
        var wanted = new bool[names.Count];
        foreach (var (name, number) in names)
        {
            wanted[number] = isWanted(name);
        }

        return wanted;
    }

    private readonly record struct Row(long Time, int Type, int Actor, int Stream);
}

/// <summary>Which entries are looked for; what is null says nothing.</summary>
/// <param name="Stream">The beginning of its name.</param>
/// <param name="Type">The beginning of its name.</param>
/// <param name="From">Recorded then or later.</param>
/// <param name="To">Recorded before.</param>
/// <param name="Text">Somewhere in the stream's name or the data, in any case.</param>
internal sealed record EntryQuery(string? Stream, string? Type, string? Actor, DateTimeOffset? From, DateTimeOffset? To, string? Text);
