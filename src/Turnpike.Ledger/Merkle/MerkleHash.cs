using System.Security.Cryptography;

namespace Turnpike.Ledger.Merkle;

/// <summary>The hashes of RFC 6962, section 2.1: leaves and inner nodes are told apart by their first byte.</summary>
public static class MerkleHash
{
    public const byte LeafPrefix = 0;
    public const byte NodePrefix = 1;

    /// <summary>The root of a tree without leaves: SHA-256 of nothing.</summary>
    public static Hash256 Empty { get; } = new(SHA256.HashData([]));

    /// <summary>SHA-256(0x00 ‖ data).</summary>
    public static Hash256 Leaf(ReadOnlySpan<byte> data)
    {
        var prefixed = new byte[data.Length + 1];
        data.CopyTo(prefixed.AsSpan(1));
        return OfPrefixed(prefixed);
    }

    /// <summary>SHA-256(0x01 ‖ left ‖ right).</summary>
    public static Hash256 Node(in Hash256 left, in Hash256 right)
    {
        Span<byte> bytes = stackalloc byte[1 + Hash256.Size + Hash256.Size];
        bytes[0] = NodePrefix;
        left.CopyTo(bytes[1..]);
        right.CopyTo(bytes[(1 + Hash256.Size)..]);
        return OfPrefixed(bytes);
    }

    /// <summary>The digest of bytes that already carry their prefix: spares the copy of a large leaf.</summary>
    internal static Hash256 OfPrefixed(ReadOnlySpan<byte> bytes)
    {
        Span<byte> digest = stackalloc byte[Hash256.Size];
        SHA256.HashData(bytes, digest);
        return new Hash256(digest);
    }
}
