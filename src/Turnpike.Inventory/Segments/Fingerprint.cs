using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Turnpike.Inventory.Segments;

/// <summary>
/// Stands for a text in columns: the first eight bytes of the SHA-256 of its kind and itself. Whoever sends content cannot
/// make many texts collide, which a faster hash would allow.
/// </summary>
internal static class Fingerprint
{
    private const int OnStack = 512;

    public static ulong OfAddress(string address) => Of('a', address);

    public static ulong OfIdentifier(string identifier) => Of('i', identifier);

    /// <summary>Of what a resource is known by beside its id.</summary>
    /// <param name="seeks">It looks for others by it; else it is only found. The lowest bit says which: <see cref="OfSought"/>.</param>
    public static ulong OfKey(string key, bool seeks) => seeks ? Of('k', key) | 1 : Of('k', key) & ~1UL;

    /// <summary>The same for whoever seeks and whoever is found.</summary>
    public static ulong OfSought(ulong key) => key & ~1UL;

    public static bool Seeks(ulong key) => (key & 1) != 0;

    /// <param name="value">Null stands for any value.</param>
    public static ulong OfTerm(string path, string? value) => value is null ? Of('p', Folded.Lower(path)) : Of('v', Folded.Lower(path) + "=" + Folded.Lower(value));

    private static ulong Of(char kind, string text)
    {
        var length = Encoding.UTF8.GetMaxByteCount(text.Length) + 1;
        var bytes = length <= OnStack ? stackalloc byte[length] : new byte[length];
        bytes[0] = (byte)kind;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes[..(Encoding.UTF8.GetBytes(text, bytes[1..]) + 1)], hash);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash);
    }
}
