using Turnpike.Ledger.Merkle;

namespace Turnpike.Ledger.Tests.Merkle;

public class MerkleTreeTests
{
    private const int Largest = 70;
    private static readonly Hash256[] s_leaves = [.. Enumerable.Range(0, Largest).Select(i => MerkleHash.Leaf([(byte)i, 7]))];

    [Fact]
    public void Known_roots_come_out()
    {
        var frontier = new MerkleFrontier();
        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", frontier.Root().ToString());
        Assert.Equal("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d", MerkleHash.Leaf([]).ToString());

        foreach (var leaf in new[] { "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f" })
        {
            frontier.Append(MerkleHash.Leaf(Convert.FromHexString(leaf)));
        }

        Assert.Equal("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328", frontier.Root().ToString());
    }

    [Fact]
    public void The_frontier_has_the_root_of_the_definition_and_survives_being_stored()
    {
        var frontier = new MerkleFrontier();
        for (var size = 1; size <= Largest; size++)
        {
            frontier.Append(s_leaves[size - 1]);
            Assert.Equal(Definition(0, size), frontier.Root());
            frontier = new MerkleFrontier(frontier.Size, [.. frontier.Subtrees]);
        }
    }

    [Fact]
    public async Task Every_inclusion_proof_of_every_size_holds_and_no_other_leaf_passes()
    {
        var prover = new MerkleProver((level, index) => new(Definition((int)(index << level), (int)((index + 1) << level))));
        for (var size = 1; size <= Largest; size++)
        {
            for (var index = 0; index < size; index++)
            {
                Hash256[] proof = [.. await prover.InclusionAsync(index, size)];
                var root = await prover.RootAsync(size);
                Assert.True(MerkleProof.HoldsInclusion((ulong)index, (ulong)size, s_leaves[index], proof, root));
                Assert.False(MerkleProof.HoldsInclusion((ulong)index, (ulong)size, s_leaves[(index + 1) % Largest], proof, root));
            }
        }
    }

    [Fact]
    public async Task Every_consistency_proof_holds_and_a_rewritten_history_fails()
    {
        var prover = new MerkleProver((level, index) => new(Definition((int)(index << level), (int)((index + 1) << level))));
        for (var size = 1; size <= Largest; size++)
        {
            for (var earlier = 1; earlier <= size; earlier++)
            {
                Hash256[] proof = [.. await prover.ConsistencyAsync(earlier, size)];
                var (before, root) = (await prover.RootAsync(earlier), await prover.RootAsync(size));
                Assert.True(MerkleProof.HoldsConsistency((ulong)earlier, (ulong)size, before, root, proof));
                Assert.False(MerkleProof.HoldsConsistency((ulong)earlier, (ulong)size, s_leaves[^1], root, proof));
            }
        }
    }

    /// <summary>RFC 6962, section 2.1, as it is written there.</summary>
    private static Hash256 Definition(int start, int end)
    {
        if (end - start == 1)
        {
            return s_leaves[start];
        }

        var split = 1;
        while (split * 2 < end - start)
        {
            split *= 2;
        }

        return MerkleHash.Node(Definition(start, start + split), Definition(start + split, end));
    }
}
