using System.Text;
using Turnpike.Ledger;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Storage;
using Turnpike.Server.Access;
using Turnpike.Server.Live;

namespace Turnpike.Server.Ledger;

/// <summary>Finds entries that a caller may see.</summary>
internal sealed class LedgerSearch(ILedgerStore store, LedgerIndex index)
{
    // One request reads at most so many entries; where text is rare, the answer is short and says where to go on.
    private const int MaxRead = 20_000;
    private const int ReadPage = 256;

    /// <summary>Whether a caller may see entries of this type: those of sign-ins are for whoever reads the audit.</summary>
    public static bool MayRead(Caller caller, string type) => caller.May(EventAccess.Of(type));

    /// <param name="from">Where to begin; null for the end that comes first.</param>
    public async Task<FoundEntries> FindAsync(Caller caller, EntryQuery query, long? from, bool newestFirst, int limit, CancellationToken cancellationToken)
    {
        var candidates = index.Candidates(query, from ?? (newestFirst ? long.MaxValue : 0), newestFirst, MaxRead + 1, type => MayRead(caller, type));
        var found = new List<FoundEntry>();
        for (var read = 0; read < candidates.Count;)
        {
            if (found.Count == limit || read >= MaxRead)
            {
                return new FoundEntries(found, candidates[read]);
            }

            var run = Run(candidates, read, query.Text is null ? limit - found.Count : ReadPage);
            var lowest = Math.Min(candidates[read], candidates[read + run - 1]);
            var page = await store.ReadAsync(lowest, run, cancellationToken);
            for (var i = 0; i < run && found.Count < limit; i++, read++)
            {
                var entry = FoundEntry.Of(page[newestFirst ? run - 1 - i : i]);
                if (Matches(query, entry.Entry))
                {
                    found.Add(entry);
                }
            }
        }

        return new FoundEntries(found, null);
    }

    /// <summary>Null where the ledger has no such entry.</summary>
    public async Task<FoundEntry?> AtAsync(long position, CancellationToken cancellationToken) =>
        await store.ReadAsync(position, 1, cancellationToken) is [var stored] && stored.Position == position ? FoundEntry.Of(stored) : null;

    // Neighbours are read together.
    private static int Run(IReadOnlyList<long> candidates, int from, int atMost)
    {
        var length = 1;
        while (length < atMost && from + length < candidates.Count && Math.Abs(candidates[from + length] - candidates[from]) == length)
        {
            length++;
        }

        return length;
    }

    private static bool Matches(EntryQuery query, LedgerEntry entry)
    {
        var stream = entry.Stream.ToString();
        return (query.Stream is null || stream.StartsWith(query.Stream, StringComparison.Ordinal))
            && (query.Text is null || stream.Contains(query.Text, StringComparison.OrdinalIgnoreCase) || Encoding.UTF8.GetString(entry.Data.Span).Contains(query.Text, StringComparison.OrdinalIgnoreCase));
    }
}

/// <param name="Next">Where to go on; null at the end.</param>
internal sealed record FoundEntries(IReadOnlyList<FoundEntry> Entries, long? Next);

internal sealed record FoundEntry(LedgerEntry Entry, StoredEntry Stored)
{
    /// <exception cref="LedgerDamagedException">It cannot be read.</exception>
    public static FoundEntry Of(StoredEntry stored) =>
        new(EntryFormat.Read(stored.Bytes, out var fault) ?? throw new LedgerDamagedException(stored.Position, fault!), stored);
}
