using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Merkle;
using Turnpike.Ledger.Storage;

namespace Turnpike.Ledger;

/// <summary>Turns the appends of one transaction into entries that follow a head.</summary>
internal sealed class Sealer(LedgerHead head, IReadOnlyDictionary<StreamName, long> versions, DateTimeOffset now)
{
    private readonly Dictionary<StreamName, long> _versions = [];
    private readonly MerkleFrontier _tree = new(head.Size, [.. head.Subtrees]);
    private readonly List<SealedEntry> _entries = [];
    private readonly List<SubtreeHash> _subtrees = [];

    // A clock that was set back must not make an entry older than the one before it.
    private readonly long _recordedAt = Math.Max(head.RecordedAt, EntryFormat.Microseconds(now));
    private Hash256 _last = head.LastHash;

    public AppendResult Seal(PendingAppend append)
    {
        var version = _versions.TryGetValue(append.Stream, out var written) ? written : versions.GetValueOrDefault(append.Stream);
        if (!append.Expected.Allows(version))
        {
            return new AppendResult.Conflict(append.Stream, version);
        }

        var first = _tree.Size;
        foreach (var draft in append.Events)
        {
            Add(append.Stream, ++version, draft);
        }

        _versions[append.Stream] = version;
        return new AppendResult.Appended(first, version);
    }

    public AppendBatch Batch() => _entries.Count == 0
        ? new AppendBatch([], [], head)
        : new AppendBatch(_entries, _subtrees, new LedgerHead(_tree.Size, _last, _recordedAt, _tree.Subtrees));

    private void Add(StreamName stream, long version, EventDraft draft)
    {
        var position = _tree.Size;
        var time = DateTimeOffset.UnixEpoch.AddMicroseconds(_recordedAt);
        var entry = EntryFormat.Seal(new LedgerEntry(position, _last, time, stream, version, draft.Type, draft.Actor, draft.Data));
        _tree.Append(
            entry.Hash,
            (level, hash) =>
            {
                if (level % SubtreeHash.Step == 0)
                {
                    _subtrees.Add(new SubtreeHash(level, position >> level, hash));
                }
            });
        _entries.Add(entry);
        _last = entry.Hash;
    }
}
