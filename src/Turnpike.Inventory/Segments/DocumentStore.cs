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
    private long _bytes;

    /// <summary>Those that are still kept.</summary>
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
            if (await attachments.FindAsync(hash, token) is { } attachment)
            {
                lock (_lock)
                {
                    found[hash] = attachment.Content;
                    Remember(hash, attachment.Content);
                }
            }
        });
        return found;
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
