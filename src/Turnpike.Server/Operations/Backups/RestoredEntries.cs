using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Merkle;
using Turnpike.Ledger.Storage;

namespace Turnpike.Server.Operations.Backups;

/// <summary>Entries of a backup on their way into a ledger, byte for byte.</summary>
internal sealed class RestoredEntries
{
    private readonly MerkleFrontier _tree = new();
    private List<SealedEntry> _entries = [];
    private List<SubtreeHash> _subtrees = [];
    private Hash256 _last;
    private long _recordedAt;

    public int Count => _entries.Count;

    /// <exception cref="InvalidDataException">The bytes are no entry, or not the next one.</exception>
    public void Add(byte[] bytes)
    {
        var position = _tree.Size;
        if (EntryFormat.Read(bytes, out var fault) is not { } entry)
        {
            throw new InvalidDataException($"entry {position}: {fault}.");
        }

        if (entry.Position != position || entry.Previous != _last)
        {
            throw new InvalidDataException($"entry {position} does not follow the one before it.");
        }

        _last = MerkleHash.Leaf(bytes);
        _recordedAt = EntryFormat.Microseconds(entry.RecordedAt);
        _entries.Add(new SealedEntry(position, entry.Stream, entry.Version, bytes, _last));
        _tree.Append(_last, (level, hash) =>
        {
            if (level % SubtreeHash.Step == 0)
            {
                _subtrees.Add(new SubtreeHash(level, position >> level, hash));
            }
        });
    }

    public async Task AppendAsync(ILedgerStore ledger, CancellationToken cancellationToken)
    {
        if (_entries.Count == 0)
        {
            return;
        }

        var batch = new AppendBatch(_entries, _subtrees, new LedgerHead(_tree.Size, _last, _recordedAt, [.. _tree.Subtrees]));
        await ledger.AppendAsync([.. _entries.Select(e => e.Stream).Distinct()], (_, _) => batch, cancellationToken);
        (_entries, _subtrees) = ([], []);
    }
}
