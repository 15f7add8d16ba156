using Turnpike.Ledger.Merkle;

namespace Turnpike.Ledger.Storage;

/// <summary>Where a ledger ends: all that is needed to append to it.</summary>
/// <param name="LastHash">Of the last entry; all zero while there is none.</param>
/// <param name="RecordedAt">Of the last entry, in microseconds since 1970; 0 while there is none.</param>
/// <param name="Subtrees">Of the tree over all entries, as <see cref="MerkleFrontier.Subtrees"/> has them.</param>
public sealed record LedgerHead(long Size, Hash256 LastHash, long RecordedAt, IReadOnlyList<Hash256> Subtrees)
{
    /// <summary>From the columns of a store.</summary>
    /// <param name="subtrees">As <see cref="PackSubtrees"/> wrote them.</param>
    public static LedgerHead Unpack(long size, byte[] lastHash, long recordedAt, byte[] subtrees)
    {
        var hashes = new Hash256[subtrees.Length / Hash256.Size];
        for (var i = 0; i < hashes.Length; i++)
        {
            hashes[i] = new Hash256(subtrees.AsSpan(i * Hash256.Size, Hash256.Size));
        }

        return new LedgerHead(size, new Hash256(lastHash), recordedAt, hashes);
    }

    public byte[] PackSubtrees()
    {
        var packed = new byte[Subtrees.Count * Hash256.Size];
        for (var i = 0; i < Subtrees.Count; i++)
        {
            Subtrees[i].CopyTo(packed.AsSpan(i * Hash256.Size));
        }

        return packed;
    }

    /// <summary>The root of the tree over all entries.</summary>
    public Hash256 Root() => new MerkleFrontier(Size, [.. Subtrees]).Root();
}
