using System.Numerics;

namespace Turnpike.Ledger.Merkle;

/// <summary>
/// Checks of proofs, as RFC 9162, sections 2.1.3.2 and 2.1.4.2, with the generalisation to subtrees of
/// draft-ietf-plants-merkle-tree-certs, section 4: the subtree [start, end) of a tree, where start is a multiple of the
/// smallest power of two that is not below its size. Anything malformed is a proof that does not hold.
/// </summary>
public static class MerkleProof
{
    /// <summary>True if the leaf stands at <paramref name="index"/> in the tree of <paramref name="size"/> leaves with this root.</summary>
    public static bool HoldsInclusion(ulong index, ulong size, in Hash256 leaf, ReadOnlySpan<Hash256> proof, in Hash256 root)
    {
        if (index >= size)
        {
            return false;
        }

        var at = index;
        var last = size - 1;
        var hash = leaf;
        foreach (var sibling in proof)
        {
            if (last == 0)
            {
                return false;
            }

            if ((at & 1) == 1 || at == last)
            {
                hash = MerkleHash.Node(sibling, hash);
                var shift = at == 0 ? 64 : BitOperations.TrailingZeroCount(at);
                at = shift < 64 ? at >> shift : 0;
                last = shift < 64 ? last >> shift : 0;
            }
            else
            {
                hash = MerkleHash.Node(hash, sibling);
            }

            at >>= 1;
            last >>= 1;
        }

        return last == 0 && hash == root;
    }

    /// <summary>True if the leaf stands at <paramref name="index"/> of the whole tree, in the subtree [start, end) with this root.</summary>
    public static bool HoldsSubtreeInclusion(ulong index, ulong start, ulong end, in Hash256 leaf, ReadOnlySpan<Hash256> proof, in Hash256 root) =>
        IsSubtree(start, end) && index >= start && HoldsInclusion(index - start, end - start, leaf, proof, root);

    /// <summary>
    /// True if the tree of <paramref name="size"/> leaves continues the earlier one of <paramref name="earlier"/> leaves.
    /// An earlier tree without leaves is refused: it says nothing that could be checked.
    /// </summary>
    public static bool HoldsConsistency(ulong earlier, ulong size, in Hash256 earlierRoot, in Hash256 root, ReadOnlySpan<Hash256> proof) =>
        earlier > 0 && HoldsSubtreeConsistency(0, earlier, size, earlierRoot, root, proof);

    /// <summary>
    /// True if the subtree [start, end) with <paramref name="subtreeRoot"/> is part of the tree of <paramref name="size"/> leaves.
    /// A subtree without leaves is part of every tree.
    /// </summary>
    public static bool HoldsSubtreeConsistency(ulong start, ulong end, ulong size, in Hash256 subtreeRoot, in Hash256 root, ReadOnlySpan<Hash256> proof)
    {
        if (start == end && end <= size)
        {
            return subtreeRoot == MerkleHash.Empty && proof.IsEmpty;
        }

        if (!IsSubtree(start, end) || end > size)
        {
            return false;
        }

        var (first, at, last) = (start, end - 1, size - 1);
        while (first != at && (at == last || (at & 1) == 1))
        {
            (first, at, last) = (first >> 1, at >> 1, last >> 1);
        }

        // The subtree is itself a node of the tree: its root begins the path, and the proof does not repeat it.
        if (first != at && proof.IsEmpty)
        {
            return false;
        }

        var seed = first == at ? subtreeRoot : proof[0];
        var rest = first == at ? proof : proof[1..];
        var (inSubtree, inTree) = (seed, seed);
        foreach (var sibling in rest)
        {
            if (last == 0)
            {
                return false;
            }

            if ((at & 1) == 1 || at == last)
            {
                if (first < at)
                {
                    inSubtree = MerkleHash.Node(sibling, inSubtree);
                }

                inTree = MerkleHash.Node(sibling, inTree);
                while (at != 0 && (at & 1) == 0)
                {
                    (first, at, last) = (first >> 1, at >> 1, last >> 1);
                }
            }
            else
            {
                inTree = MerkleHash.Node(inTree, sibling);
            }

            (first, at, last) = (first >> 1, at >> 1, last >> 1);
        }

        return last == 0 && inSubtree == subtreeRoot && inTree == root;
    }

    private static bool IsSubtree(ulong start, ulong end) =>
        start < end && (start == 0 || (end - start <= 1UL << 63 && start % BitOperations.RoundUpToPowerOf2(end - start) == 0));
}
