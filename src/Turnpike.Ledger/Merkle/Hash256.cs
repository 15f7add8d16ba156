using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Turnpike.Ledger.Merkle;

/// <summary>A SHA-256 digest: 32 bytes, compared by value.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct Hash256
{
    public const int Size = 32;

    private readonly ulong _a;
    private readonly ulong _b;
    private readonly ulong _c;
    private readonly ulong _d;

    /// <exception cref="ArgumentException">Not 32 bytes.</exception>
    public Hash256(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
        {
            throw new ArgumentException($"A SHA-256 digest has {Size} bytes, not {bytes.Length}.", nameof(bytes));
        }

        this = MemoryMarshal.Read<Hash256>(bytes);
    }

    public static bool TryCreate(ReadOnlySpan<byte> bytes, out Hash256 hash)
    {
        hash = bytes.Length == Size ? MemoryMarshal.Read<Hash256>(bytes) : default;
        return bytes.Length == Size;
    }

    /// <summary>Reads standard base64 of 32 bytes.</summary>
    public static bool TryParseBase64(string text, out Hash256 hash)
    {
        Span<byte> bytes = stackalloc byte[Size + 1];
        hash = default;
        return Convert.TryFromBase64String(text, bytes, out var written) && TryCreate(bytes[..written], out hash);
    }

    public void CopyTo(Span<byte> destination) => MemoryMarshal.Write(destination, this);

    public byte[] ToArray()
    {
        var bytes = new byte[Size];
        CopyTo(bytes);
        return bytes;
    }

    public string ToBase64() => Convert.ToBase64String(Bytes(in this));

    /// <summary>Lower-case hexadecimal.</summary>
    public override string ToString() => Convert.ToHexStringLower(Bytes(in this));

    private static ReadOnlySpan<byte> Bytes(in Hash256 hash) =>
        MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(ref Unsafe.AsRef(in hash), 1));
}
