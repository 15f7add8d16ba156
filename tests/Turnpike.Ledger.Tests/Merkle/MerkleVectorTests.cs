using System.Security.Cryptography;
using System.Text.Json;
using Turnpike.Ledger.Merkle;
using Turnpike.Tests;

namespace Turnpike.Ledger.Tests.Merkle;

/// <summary>The proofs of transparency-dev/merkle, good and bad, each as its file says.</summary>
public class MerkleVectorTests
{
    [Theory]
    [InlineData("inclusion")]
    [InlineData("consistency")]
    [InlineData("subtreeinclusion")]
    [InlineData("subtreeconsistency")]
    public void Every_proof_holds_or_does_not_as_its_vector_says(string kind)
    {
        var files = Directory.GetFiles(Vectors.Path("merkle/" + kind), "*.json", SearchOption.AllDirectories);
        Assert.True(files.Length >= 98, $"{files.Length} vectors");

        var wrong = files.Where(file =>
        {
            using var vector = JsonDocument.Parse(File.ReadAllBytes(file));
            return Holds(kind, vector.RootElement) == vector.RootElement.GetProperty("wantErr").GetBoolean();
        });

        Assert.True(!wrong.Any(), string.Join("\n", wrong.Select(w => Path.GetRelativePath(Vectors.Path("merkle"), w))));
    }

    private static bool Holds(string kind, JsonElement vector)
    {
        ulong Number(string name) => vector.GetProperty(name).GetUInt64();
        var isInclusion = kind.EndsWith("inclusion", StringComparison.Ordinal);
        if (!TryHash(vector, isInclusion ? "leafHash" : "root1", isInclusion, out var first)
            || !TryHash(vector, isInclusion ? "root" : "root2", isInclusion, out var root)
            || !TryProof(vector.GetProperty("proof"), out var proof))
        {
            return false;
        }

        return kind switch
        {
            "inclusion" => MerkleProof.HoldsInclusion(Number("leafIdx"), Number("treeSize"), first, proof, root),
            "consistency" => MerkleProof.HoldsConsistency(Number("size1"), Number("size2"), first, root, proof),
            "subtreeinclusion" => MerkleProof.HoldsSubtreeInclusion(Number("leafIdx"), Number("start"), Number("end"), first, proof, root),
            _ => MerkleProof.HoldsSubtreeConsistency(Number("start"), Number("end"), Number("size"), first, root, proof),
        };
    }

    /// <summary>Some roots of consistency proofs are words where only their being equal matters: a word stands for its own digest.</summary>
    private static bool TryHash(JsonElement vector, string name, bool isDigest, out Hash256 hash)
    {
        var bytes = vector.GetProperty(name).GetBytesFromBase64();
        return Hash256.TryCreate(bytes, out hash) || (!isDigest && Hash256.TryCreate(SHA256.HashData(bytes), out hash));
    }

    private static bool TryProof(JsonElement proof, out Hash256[] hashes)
    {
        var read = proof.ValueKind == JsonValueKind.Null
            ? []
            : proof.EnumerateArray().Select(p => (IsHash: Hash256.TryParseBase64(p.GetString()!, out var hash), Hash: hash)).ToArray();
        hashes = [.. read.Select(r => r.Hash)];
        return Array.TrueForAll(read, r => r.IsHash);
    }
}
