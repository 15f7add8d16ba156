using System.Security.Cryptography;
using Turnpike.Ledger.Merkle;
using Turnpike.Values;

namespace Turnpike.Ledger.Entries;

/// <summary>
/// The key of this installation, the same on all its nodes: secrets and pushed bytes are known by their HMAC under it, so
/// that nobody without it can confirm a guess.
/// </summary>
public sealed class InstallationKey
{
    private readonly byte[] _bytes;

    /// <param name="bytes"><see cref="EventData.KeyBytes"/> random bytes.</param>
    /// <exception cref="ArgumentException">The key has another length.</exception>
    public InstallationKey(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != EventData.KeyBytes)
        {
            throw new ArgumentException($"The key has {EventData.KeyBytes} bytes.", nameof(bytes));
        }

        _bytes = bytes.ToArray();
    }

    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>HMAC-SHA-256 of content.</summary>
    public Hash256 Sign(ReadOnlySpan<byte> content) => new(HMACSHA256.HashData(_bytes, content));

    /// <summary>A value as the ledger keeps it: canonical JSON without what is sensitive.</summary>
    public byte[] Write(Value value) => EventData.Write(value, _bytes);
}
