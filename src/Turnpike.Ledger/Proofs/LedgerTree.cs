using Turnpike.Ledger.Merkle;
using Turnpike.Ledger.Storage;

namespace Turnpike.Ledger.Proofs;

/// <summary>The Merkle tree over the entries of a store: roots and proofs of any size that the ledger has had.</summary>
public sealed class LedgerTree(ILedgerStore store)
{
    public ValueTask<Hash256> RootAsync(long size, CancellationToken cancellationToken = default) => Prover(cancellationToken).RootAsync(size);

    /// <summary>That an entry is one of the first <paramref name="size"/>; RFC 9162, section 2.1.3.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such entry in a tree of this size.</exception>
    public ValueTask<IReadOnlyList<Hash256>> InclusionAsync(long position, long size, CancellationToken cancellationToken = default) =>
        Prover(cancellationToken).InclusionAsync(position, size);

    /// <summary>That the ledger at <paramref name="size"/> continues what it was at <paramref name="earlier"/>; RFC 9162, section 2.1.4.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The earlier size is zero, or beyond the later one.</exception>
    public ValueTask<IReadOnlyList<Hash256>> ConsistencyAsync(long earlier, long size, CancellationToken cancellationToken = default) =>
        Prover(cancellationToken).ConsistencyAsync(earlier, size);

    private MerkleProver Prover(CancellationToken cancellationToken) => new((level, index) => NodeAsync(level, index, cancellationToken));

    private async ValueTask<Hash256> NodeAsync(int level, long index, CancellationToken cancellationToken)
    {
        var kept = level / SubtreeHash.Step * SubtreeHash.Step;
        var count = 1 << (level - kept);
        var hashes = await store.ReadHashesAsync(kept, index * count, count, cancellationToken);
        if (hashes.Count < count)
        {
            throw new LedgerDamagedException(index << level, $"of {count} hashes of level {kept} only {hashes.Count} are there");
        }

        var tree = new MerkleFrontier();
        foreach (var hash in hashes)
        {
            tree.Append(hash);
        }

        return tree.Root();
    }
}
