using System.Text;
using Turnpike.Inventory.Scopes;
using Turnpike.Inventory.Segments;
using Turnpike.Inventory.Snapshots;
using Turnpike.Ledger;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Merkle;
using Turnpike.Values;

namespace Turnpike.Inventory.History;

/// <summary>
/// Tells what became of one resource. Only the page that its address falls in is looked at in each version of its scope,
/// and a page that did not change is not read twice.
/// </summary>
internal sealed class HistoryReader(ScopeBook book, SegmentStore segments, DocumentStore documents)
{
    private const int MaxVersions = 5_000;

    /// <summary>Where a document stands, and its hash; or why nobody can tell any more.</summary>
    private sealed record Seen(string? Lost, string? Hash, Hash256 Block, int Start, int Length, string? Source = null)
    {
        public static Seen Nothing { get; } = new(null, null, default, 0, 0);

        public static Seen NotKept { get; } = new("is no longer kept", null, default, 0, 0);

        public static Seen Damaged { get; } = new("is damaged", null, default, 0, 0);
    }

    public async Task<ResourceHistory> ReadAsync(ResourceKey key, int limit, CancellationToken cancellationToken)
    {
        var versions = book.Versions(key.Scope);
        var address = Encoding.UTF8.GetBytes(key.Address);
        var events = new List<ResourceEvent>();
        var (page, after) = versions.Count == 0 ? (default, Seen.Nothing) : await SeenAsync(versions[^1], address, default, Seen.Nothing, cancellationToken);
        var cut = after.Lost is null ? null : $"what was pushed last {after.Lost}";
        for (var i = versions.Count - 1; i >= 0 && cut is null; i--)
        {
            if (events.Count >= limit || versions.Count - i > MaxVersions)
            {
                cut = events.Count >= limit ? $"only the last {limit} events are listed" : $"only the last {MaxVersions} pushes were looked at";
                break;
            }

            var (earlier, before) = i == 0 ? (default, Seen.Nothing) : await SeenAsync(versions[i - 1], address, page, after, cancellationToken);
            if (before.Lost is not null)
            {
                cut = $"what was pushed before {before.Lost}";
                break;
            }

            if (before.Hash != after.Hash)
            {
                events.Add(await EventAsync(versions[i], before, after, cancellationToken));
            }

            (page, after) = (earlier, before);
        }

        return new ResourceHistory(events, cut);
    }

    private async Task<(Hash256 Page, Seen Seen)> SeenAsync(ScopeVersion version, byte[] address, Hash256 known, Seen there, CancellationToken cancellationToken)
    {
        try
        {
            return await FindAsync(version, address, known, there, cancellationToken);
        }
        catch (LedgerDamagedException)
        {
            return (default, Seen.Damaged);
        }
    }

    private async Task<(Hash256 Page, Seen Seen)> FindAsync(ScopeVersion version, byte[] address, Hash256 known, Seen there, CancellationToken cancellationToken)
    {
        if (await segments.ManifestAsync(version.Segment, version.Position, cancellationToken) is not { } manifest)
        {
            return (default, Seen.NotKept);
        }

        if (manifest.PageOf(address) is not (>= 0 and var at))
        {
            return (default, Seen.Nothing);
        }

        var hash = manifest.Pages[at].Hash;
        if (hash == known)
        {
            return (hash, there);
        }

        if (await segments.PageAsync(hash, version.Segment, version.Position, cancellationToken) is not { } page)
        {
            return (default, Seen.NotKept);
        }

        var row = page.LowerBound(address);
        if (row >= page.Rows || page.CompareAddress(row, address) != 0 || page.Heads[row].Flags.HasFlag(RowFlags.Deposed))
        {
            return (hash, Seen.Nothing);
        }

        var (block, start, length) = page.Document(row);
        return (hash, new Seen(null, Convert.ToHexString(page.DocumentHash(row)), block, start, length, page.SourceOf(row)));
    }

    private async Task<ResourceEvent> EventAsync(ScopeVersion version, Seen before, Seen after, CancellationToken cancellationToken)
    {
        var kind = before.Hash is null ? ResourceEventKind.Created : after.Hash is null ? ResourceEventKind.Removed : ResourceEventKind.Changed;
        var blocks = await documents.ReadAsync([.. new[] { before, after }.Where(static s => s.Hash is not null).Select(static s => s.Block).Distinct()], cancellationToken);
        var isRead = TryRead(before, blocks, out var old) & TryRead(after, blocks, out var now);
        return new ResourceEvent(kind, version.Position, version.At, version.By, after.Source ?? before.Source ?? version.Source, version.Change, isRead ? AttributeDifference.Between(old, now) : null);
    }

    private static bool TryRead(Seen seen, IReadOnlyDictionary<Hash256, ReadOnlyMemory<byte>> blocks, out Value? value)
    {
        value = null;
        if (seen.Hash is null)
        {
            return true;
        }

        if (!blocks.TryGetValue(seen.Block, out var block) || (long)seen.Start + seen.Length > block.Length)
        {
            return false;
        }

        value = EventData.Read(block.Slice(seen.Start, seen.Length));
        return value is not null;
    }
}
