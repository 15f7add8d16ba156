using System.Collections.Concurrent;
using Turnpike.Ledger;
using Turnpike.Ledger.Attachments;
using Turnpike.Ledger.Merkle;

namespace Turnpike.Inventory.Segments;

/// <summary>Segments from their attachments. What is in memory for anybody is not read again; what nobody holds may go.</summary>
internal sealed class SegmentStore(IAttachmentStore attachments)
{
    // Reading waits for the disk a little and unpacks a lot.
    private const int Readers = 4;

    private readonly ConcurrentDictionary<Hash256, WeakReference<ScopeSegment>> _segments = [];
    private readonly ConcurrentDictionary<Hash256, WeakReference<SegmentPage>> _pages = [];

    /// <summary>Null where it, or a part of it, is no longer kept.</summary>
    /// <param name="position">Of the entry of the ledger that names it.</param>
    /// <exception cref="LedgerDamagedException">It is not what was kept.</exception>
    public async Task<ScopeSegment?> FindAsync(Hash256 hash, long position, CancellationToken cancellationToken)
    {
        if (_segments.TryGetValue(hash, out var weak) && weak.TryGetTarget(out var known))
        {
            return known;
        }

        if (await ManifestAsync(hash, position, cancellationToken) is not { } manifest)
        {
            return null;
        }

        var pages = new SegmentPage?[manifest.Pages.Count];
        await Parallel.ForAsync(0, pages.Length, new ParallelOptions { MaxDegreeOfParallelism = Readers, CancellationToken = cancellationToken }, async (i, token) =>
            pages[i] = await PageAsync(manifest.Pages[i].Hash, hash, position, token));
        if (pages.Contains(null))
        {
            return null;
        }

        for (var i = 0; i < pages.Length; i++)
        {
            if (pages[i]!.Rows != manifest.Pages[i].Rows)
            {
                throw Damaged(hash, position, $"its page {manifest.Pages[i].Hash} has another number of rows");
            }
        }

        var segment = new ScopeSegment(hash, manifest, pages!);
        _segments[hash] = new WeakReference<ScopeSegment>(segment);
        return segment;
    }

    /// <summary>The pages that a segment is made of; null where it is no longer kept.</summary>
    public async Task<SegmentManifest?> ManifestAsync(Hash256 hash, long position, CancellationToken cancellationToken)
    {
        if (_segments.TryGetValue(hash, out var weak) && weak.TryGetTarget(out var known))
        {
            return known.Manifest;
        }

        if (await ReadAsync(hash, hash, position, cancellationToken) is not { } content)
        {
            return null;
        }

        return SegmentManifest.Read(content.Span, out var fault) ?? throw Damaged(hash, position, fault!);
    }

    public async Task<SegmentPage?> PageAsync(Hash256 hash, Hash256 segment, long position, CancellationToken cancellationToken)
    {
        if (_pages.TryGetValue(hash, out var weak) && weak.TryGetTarget(out var known))
        {
            return known;
        }

        if (await ReadAsync(hash, segment, position, cancellationToken) is not { } content)
        {
            return null;
        }

        var page = SegmentPage.Read(content, out var fault) ?? throw Damaged(segment, position, $"page {hash}: {fault}");
        _pages[hash] = new WeakReference<SegmentPage>(page);
        return page;
    }

    /// <summary>Forgets what nobody holds any more.</summary>
    public void Trim()
    {
        foreach (var (hash, weak) in _pages)
        {
            if (!weak.TryGetTarget(out _))
            {
                _pages.TryRemove(hash, out _);
            }
        }

        foreach (var (hash, weak) in _segments)
        {
            if (!weak.TryGetTarget(out _))
            {
                _segments.TryRemove(hash, out _);
            }
        }
    }

    private async Task<ReadOnlyMemory<byte>?> ReadAsync(Hash256 hash, Hash256 segment, long position, CancellationToken cancellationToken)
    {
        try
        {
            return (await attachments.FindAsync(hash, cancellationToken))?.Content;
        }
        catch (AttachmentDamagedException fault)
        {
            throw Damaged(segment, position, fault.Message);
        }
    }

    private static LedgerDamagedException Damaged(Hash256 segment, long position, string fault) => new(position, $"its estate segment {segment}: {fault}");
}
