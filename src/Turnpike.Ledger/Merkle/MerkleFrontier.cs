using System.Numerics;

namespace Turnpike.Ledger.Merkle;

/// <summary>
/// What is needed of a tree to append to it and to know its root: one hash for each complete subtree, largest first,
/// as many as the size has one-bits. Not safe for concurrent use.
/// </summary>
public sealed class MerkleFrontier
{
    // At most 63 subtrees: a size is a signed 64-bit number.
    private readonly List<Hash256> _subtrees = new(63);

    public long Size { get; private set; }

    public MerkleFrontier()
    {
    }

    /// <param name="subtrees">As <see cref="Subtrees"/> gave them at this size.</param>
    /// <exception cref="ArgumentException">Not as many subtrees as a tree of this size has.</exception>
    public MerkleFrontier(long size, ReadOnlySpan<Hash256> subtrees)
    {
        if (size < 0 || BitOperations.PopCount((ulong)size) != subtrees.Length)
        {
            throw new ArgumentException($"A tree of {size} leaves does not have {subtrees.Length} complete subtrees.", nameof(subtrees));
        }

        Size = size;
        _subtrees.AddRange(subtrees);
    }

    public IReadOnlyList<Hash256> Subtrees => _subtrees;

    /// <param name="completed">Told of each larger subtree that this leaf completes: its level and root.</param>
    public void Append(in Hash256 leaf, Action<int, Hash256>? completed = null)
    {
        var node = leaf;
        var level = 0;
        for (var size = Size; (size & 1) == 1; size >>= 1)
        {
            node = MerkleHash.Node(_subtrees[^1], node);
            _subtrees.RemoveAt(_subtrees.Count - 1);
            completed?.Invoke(++level, node);
        }

        _subtrees.Add(node);
        Size++;
    }

    public Hash256 Root()
    {
        if (_subtrees.Count == 0)
        {
            return MerkleHash.Empty;
        }

        var root = _subtrees[^1];
        for (var i = _subtrees.Count - 2; i >= 0; i--)
        {
            root = MerkleHash.Node(_subtrees[i], root);
        }

        return root;
    }

    public MerkleFrontier Clone()
    {
        var copy = new MerkleFrontier { Size = Size };
        copy._subtrees.AddRange(_subtrees);
        return copy;
    }
}
