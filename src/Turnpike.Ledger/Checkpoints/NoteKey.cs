using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Turnpike.Ledger.Checkpoints;

/// <summary>
/// A key that signs or checks notes: <c>name+hash+base64(0x01 ‖ Ed25519 public key)</c> to check, the same with
/// <c>PRIVATE+KEY+</c> in front and the seed to sign, as C2SP's signed-note lays down.
/// </summary>
public sealed class NoteKey
{
    private const string PrivatePrefix = "PRIVATE+KEY+";
    private const byte Ed25519Algorithm = 1;

    private readonly byte[] _publicKey;
    private readonly byte[]? _seed;

    private NoteKey(string name, byte[] publicKey, byte[]? seed)
    {
        Name = name;
        _publicKey = publicKey;
        _seed = seed;
        Id = KeyId(name, publicKey);
    }

    /// <summary>Whose key it is, such as the installation's host name: no white space, no plus.</summary>
    public string Name { get; }

    /// <summary>The first four bytes of SHA-256(name ‖ newline ‖ 0x01 ‖ public key): a hint, not proof.</summary>
    public uint Id { get; }

    public bool CanSign => _seed is not null;

    /// <summary>For those who check; safe to publish.</summary>
    public string PublicText => Text("", _publicKey);

    /// <summary>For the one who signs; a secret.</summary>
    /// <exception cref="InvalidOperationException">The key can only check.</exception>
    public string PrivateText => Text(PrivatePrefix, _seed ?? throw new InvalidOperationException("This key only checks."));

    /// <exception cref="ArgumentException">The name is empty, or holds white space or a plus.</exception>
    public static NoteKey Create(string name)
    {
        if (!IsName(name))
        {
            throw new ArgumentException("A key's name is text without white space and plus.", nameof(name));
        }

        var seed = RandomNumberGenerator.GetBytes(Ed25519.SeedBytes);
        return new NoteKey(name, Ed25519.PublicKey(seed), seed);
    }

    /// <summary>Reads either form. Null with a fault that says what is wrong.</summary>
    public static NoteKey? Parse(string text, out string? fault)
    {
        var isPrivate = text.StartsWith(PrivatePrefix, StringComparison.Ordinal);
        var parts = text[(isPrivate ? PrivatePrefix.Length : 0)..].Split('+', 3);
        Span<byte> key = stackalloc byte[1 + Ed25519.PublicKeyBytes + 1];
        fault = parts is not [var name, var id, var encoded] ? "a key has three parts joined by plus: name, hash, base64"
            : !IsName(name) ? "the name is empty or holds white space"
            : !Convert.TryFromBase64String(encoded, key, out var length) || length != 1 + Ed25519.PublicKeyBytes || key[0] != Ed25519Algorithm
                ? "the last part is not base64 of the algorithm 1 (Ed25519) and 32 bytes"
            : null;
        if (fault is not null)
        {
            return null;
        }

        var bytes = key[1..(1 + Ed25519.PublicKeyBytes)].ToArray();
        var read = isPrivate ? new NoteKey(parts[0], Ed25519.PublicKey(bytes), bytes) : new NoteKey(parts[0], bytes, null);
        if (!string.Equals(parts[1], read.IdText, StringComparison.Ordinal))
        {
            fault = $"the hash is {parts[1]}, that of the key is {read.IdText}: the text was damaged";
            return null;
        }

        return read;
    }

    internal byte[] Sign(ReadOnlySpan<byte> text) => Ed25519.Sign(_seed ?? throw new InvalidOperationException("This key only checks."), text);

    internal bool Verifies(ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature) => Ed25519.Verify(_publicKey, text, signature);

    internal static bool IsName(string name) => name.Length > 0 && !name.Contains('+', StringComparison.Ordinal) && !name.Any(char.IsWhiteSpace);

    private string IdText => Id.ToString("x8", CultureInfo.InvariantCulture);

    private string Text(string prefix, byte[] key) => $"{prefix}{Name}+{IdText}+{Convert.ToBase64String([Ed25519Algorithm, .. key])}";

    private static uint KeyId(string name, byte[] publicKey) =>
        BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData([.. Encoding.UTF8.GetBytes(name), (byte)'\n', Ed25519Algorithm, .. publicKey]));
}
