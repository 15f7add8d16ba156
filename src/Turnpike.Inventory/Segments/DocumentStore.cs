using System.Collections.Concurrent;
using Turnpike.Ledger.Attachments;
using Turnpike.Ledger.Merkle;

namespace Turnpike.Inventory.Segments;

/// <summary>Blocks of documents from their attachments; the last ones asked for stay in memory.</summary>
internal sealed class DocumentStore(IAttachmentStore attachments)
{
    private const int Readers = 4;
    private const long MaxBytes = 64 << 20;

    private readonly Lock _lock = new();
    private readonly Dictionary<Hash256, LinkedListNode<(Hash256 Hash, ReadOnlyMemory<byte> Content)>> _known = [];
    private readonly LinkedList<(Hash256 Hash, ReadOnlyMemory<byte> Content)> _byUse = [];
    private readonly ConcurrentDictionary<Hash256, string> _damaged = [];
    private long _bytes;
    private int _findings;

    /// <summary>Grows with each block that turns out damaged, or whole again.</summary>
    public int Findings => Volatile.Read(ref _findings);

    /// <summary>What is wrong with a block of a segment that turned out damaged when it was read, and still is; null where none did.</summary>
    public async Task<string?> FaultAsync(ScopeSegment segment, CancellationToken cancellationToken)
    {
        if (_damaged.IsEmpty)
        {
            return null;
        }

        var suspects = segment.Pages.SelectMany(static p => p.Blocks.ToArray()).Where(_damaged.ContainsKey).ToList();
        await ReadAsync(suspects, cancellationToken);
        return suspects.Select(s => _damaged.GetValueOrDefault(s)).FirstOrDefault(static f => f is not null);
    }

    /// <summary>Those that are still kept, and are what was kept.</summary>
    public async Task<IReadOnlyDictionary<Hash256, ReadOnlyMemory<byte>>> ReadAsync(IReadOnlyCollection<Hash256> blocks, CancellationToken cancellationToken)
    {
        var found = new Dictionary<Hash256, ReadOnlyMemory<byte>>();
        var missing = new List<Hash256>();
        lock (_lock)
        {
            foreach (var hash in blocks)
            {
                if (_known.TryGetValue(hash, out var node))
                {
                    _byUse.Remove(node);
                    _byUse.AddFirst(node);
                    found[hash] = node.Value.Content;
                }
                else
                {
                    missing.Add(hash);
                }
            }
        }

        await Parallel.ForEachAsync(missing, new ParallelOptions { MaxDegreeOfParallelism = Readers, CancellationToken = cancellationToken }, async (hash, token) =>
        {
            if (await FindAsync(hash, token) is { } content)
            {
                lock (_lock)
                {
                    found[hash] = content;
                    Remember(hash, content);
                }
            }
        });
        return found;
    }

    // What asks does without the document, and says so; the next to ask for the estate is told which scope it is.
    private async Task<ReadOnlyMemory<byte>?> FindAsync(Hash256 hash, CancellationToken cancellationToken)
    {
        try
        {
            var content = (await attachments.FindAsync(hash, cancellationToken))?.Content;
            if (_damaged.TryRemove(hash, out _))
            {
                Interlocked.Increment(ref _findings);
            }

            return content;
        }
        catch (AttachmentDamagedException fault)
        {
            if (_damaged.TryAdd(hash, fault.Message))
            {
                Interlocked.Increment(ref _findings);
            }

            return null;
        }
    }

    private void Remember(Hash256 hash, ReadOnlyMemory<byte> content)
    {
        if (_known.ContainsKey(hash))
        {
            return;
        }

        _known[hash] = _byUse.AddFirst((hash, content));
        for (_bytes += content.Length; _bytes > MaxBytes && _byUse.Last is { } last; _byUse.RemoveLast())
        {
            _known.Remove(last.Value.Hash);
            _bytes -= last.Value.Content.Length;
        }
    }
}
