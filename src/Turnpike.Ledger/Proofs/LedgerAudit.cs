using System.Runtime.InteropServices;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Merkle;
using Turnpike.Ledger.Storage;

namespace Turnpike.Ledger.Proofs;

/// <summary>What is wrong with a ledger, and where.</summary>
public sealed record LedgerFault(long Position, string Message);

/// <param name="Size">Entries that were read.</param>
/// <param name="Root">Of the tree over them, computed from their bytes.</param>
/// <param name="Faults">All that was found, at most <see cref="LedgerAudit.MaxFaults"/>; none means that the ledger is whole.</param>
public sealed record LedgerAuditReport(long Size, Hash256 Root, IReadOnlyList<LedgerFault> Faults);

/// <summary>
/// Reads a whole ledger and trusts nothing but the bytes of its entries: each is hashed again, must chain to the one
/// before it, stand at its place in its stream, and the tree over all must have the root that the store and every
/// given checkpoint say.
/// </summary>
public sealed class LedgerAudit(ILedgerStore store)
{
    public const int MaxFaults = 100;
    private const int Page = 4096;

    private readonly Dictionary<StreamName, long> _versions = [];
    private readonly Dictionary<long, Hash256> _roots = [];
    private readonly Dictionary<int, List<Hash256>> _subtrees = [];
    private readonly List<LedgerFault> _faults = [];
    private readonly MerkleFrontier _tree = new();
    private Hash256 _last;
    private long _recordedAt = long.MinValue;
    private long _checked;

    /// <summary>Entries that were read until now; may be asked by another thread.</summary>
    public long Checked => Volatile.Read(ref _checked);

    /// <param name="expected">Roots that were seen at earlier sizes, such as those of saved checkpoints.</param>
    public async Task<LedgerAuditReport> RunAsync(IReadOnlyDictionary<long, Hash256> expected, CancellationToken cancellationToken = default)
    {
        var head = await store.HeadAsync(cancellationToken);
        KeepRoot(expected);
        for (IReadOnlyList<StoredEntry> page; _faults.Count < MaxFaults && (page = await store.ReadAsync(_tree.Size, Page, cancellationToken)).Count > 0;)
        {
            foreach (var stored in page)
            {
                if (stored.Position != _tree.Size)
                {
                    Fault(_tree.Size, $"entries {_tree.Size} to {stored.Position - 1} are missing");
                    return Report();
                }

                Check(stored);
                KeepRoot(expected);
                if (_tree.Size == head.Size)
                {
                    CheckHead(head);
                }
            }
        }

        if (_tree.Size < head.Size && _faults.Count < MaxFaults)
        {
            Fault(_tree.Size, $"the ledger says that it has {head.Size} entries; {_tree.Size} are there");
        }

        await CheckSubtreesAsync(cancellationToken);
        foreach (var (size, root) in expected.OrderBy(e => e.Key))
        {
            if (!_roots.TryGetValue(size, out var found))
            {
                Fault(_tree.Size, $"a checkpoint of {size} entries was given; the ledger has {_tree.Size}: entries were taken away");
            }
            else if (found != root)
            {
                Fault(size - 1, $"the first {size} entries have the root {found.ToBase64()}, the checkpoint says {root.ToBase64()}: an entry before this place was changed");
            }
        }

        return Report();
    }

    private LedgerAuditReport Report() => new(_tree.Size, _tree.Root(), _faults);

    private void Check(StoredEntry stored)
    {
        var hash = MerkleHash.Leaf(stored.Bytes.Span);
        if (hash != stored.Hash)
        {
            Fault(stored.Position, "its bytes do not have the hash that was kept with it");
        }

        if (EntryFormat.Read(stored.Bytes, out var fault) is { } entry)
        {
            CheckFields(stored.Position, entry);
        }
        else
        {
            Fault(stored.Position, fault!);
        }

        _tree.Append(hash, KeepSubtree);
        Volatile.Write(ref _checked, _tree.Size);
        _last = hash;
    }

    private void CheckFields(long position, LedgerEntry entry)
    {
        if (entry.Position != position)
        {
            Fault(position, $"the entry says that its position is {entry.Position}");
        }

        if (entry.Previous != _last)
        {
            Fault(position, "it does not follow the entry before it: the chain is broken");
        }

        var version = _versions.GetValueOrDefault(entry.Stream) + 1;
        if (entry.Version != version)
        {
            Fault(position, $"it is version {entry.Version} of stream {entry.Stream}, which is at {version}");
        }

        var recordedAt = EntryFormat.Microseconds(entry.RecordedAt);
        if (recordedAt < _recordedAt)
        {
            Fault(position, "it is older than the entry before it");
        }

        _versions[entry.Stream] = entry.Version;
        _recordedAt = recordedAt;
    }

    private void CheckHead(LedgerHead head)
    {
        if (!head.Subtrees.SequenceEqual(_tree.Subtrees) || head.LastHash != _last)
        {
            Fault(head.Size - 1, "the kept head does not have the root of the entries");
        }
    }

    private void KeepSubtree(int level, Hash256 hash)
    {
        if (level % SubtreeHash.Step == 0)
        {
            (CollectionsMarshal.GetValueRefOrAddDefault(_subtrees, level, out _) ??= []).Add(hash);
        }
    }

    private async Task CheckSubtreesAsync(CancellationToken cancellationToken)
    {
        foreach (var (level, computed) in _subtrees)
        {
            var kept = await store.ReadHashesAsync(level, 0, computed.Count, cancellationToken);
            if (!kept.SequenceEqual(computed))
            {
                Fault(_tree.Size - 1, $"the kept hashes of level {level}, which proofs are made from, are not those of the entries");
            }
        }
    }

    private void KeepRoot(IReadOnlyDictionary<long, Hash256> expected)
    {
        if (expected.ContainsKey(_tree.Size))
        {
            _roots[_tree.Size] = _tree.Root();
        }
    }

    private void Fault(long position, string message)
    {
        if (_faults.Count < MaxFaults)
        {
            _faults.Add(new LedgerFault(position, message));
        }
    }
}
