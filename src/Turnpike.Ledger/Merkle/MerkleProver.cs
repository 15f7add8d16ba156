using System.Numerics;

namespace Turnpike.Ledger.Merkle;

/// <summary>
/// Makes proofs from the hashes of complete subtrees: <c>node(level, index)</c> is the root of the leaves
/// [index·2^level, (index+1)·2^level).
/// </summary>
/// <param name="node">Gives a complete subtree of the tree, wherever it is kept; asked for about log2(size) of them.</param>
public sealed class MerkleProver(Func<int, long, ValueTask<Hash256>> node)
{
    /// <summary>RFC 9162, section 2.1.3.1; from the leaf's sibling up.</summary>
    public async ValueTask<IReadOnlyList<Hash256>> InclusionAsync(long index, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var path = new List<Hash256>();
        await AddPathAsync(path, index, 0, size);
        return path;
    }

    /// <summary>RFC 9162, section 2.1.4.1. Empty where the sizes are equal.</summary>
    public async ValueTask<IReadOnlyList<Hash256>> ConsistencyAsync(long earlier, long size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(earlier, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(earlier, size);
        var path = new List<Hash256>();
        await AddConsistencyAsync(path, earlier, 0, size, isWhole: true);
        return path;
    }

    /// <summary>The root of the first <paramref name="size"/> leaves.</summary>
    public async ValueTask<Hash256> RootAsync(long size) => size == 0 ? MerkleHash.Empty : await SubtreeAsync(0, size);

    private async ValueTask AddPathAsync(List<Hash256> path, long index, long start, long end)
    {
        if (end - start == 1)
        {
            return;
        }

        var middle = start + Split(end - start);
        if (index < middle)
        {
            await AddPathAsync(path, index, start, middle);
            path.Add(await SubtreeAsync(middle, end));
        }
        else
        {
            await AddPathAsync(path, index, middle, end);
            path.Add(await SubtreeAsync(start, middle));
        }
    }

    private async ValueTask AddConsistencyAsync(List<Hash256> path, long earlier, long start, long end, bool isWhole)
    {
        if (earlier == end)
        {
            if (!isWhole)
            {
                path.Add(await SubtreeAsync(start, end));
            }

            return;
        }

        var middle = start + Split(end - start);
        if (earlier <= middle)
        {
            await AddConsistencyAsync(path, earlier, start, middle, isWhole);
            path.Add(await SubtreeAsync(middle, end));
        }
        else
        {
            await AddConsistencyAsync(path, earlier, middle, end, isWhole: false);
            path.Add(await SubtreeAsync(start, middle));
        }
    }

    private async ValueTask<Hash256> SubtreeAsync(long start, long end)
    {
        var count = end - start;
        if (BitOperations.IsPow2(count))
        {
            return await node(BitOperations.Log2((ulong)count), start / count);
        }

        var middle = start + Split(count);
        return MerkleHash.Node(await SubtreeAsync(start, middle), await SubtreeAsync(middle, end));
    }

    /// <summary>The largest power of two below <paramref name="count"/>, which is at least two.</summary>
    private static long Split(long count) => 1L << BitOperations.Log2((ulong)(count - 1));
}
