using Turnpike.Values;

namespace Turnpike.Ledger.Entries;

/// <summary>
/// Values as the canonical JSON of an entry: one byte sequence for equal values. A sensitive part is never written: in
/// its place stands <c>{"$hmac": …}</c>, the HMAC-SHA-256 of its canonical JSON under the installation's key, in base64.
/// Equal secrets are seen to be equal, and nobody without the key can confirm a guess. What is unknown becomes
/// <c>{"$unknown": id}</c>. Keys of the data that begin with a dollar get a second one.
/// </summary>
public static class EventData
{
    public const int KeyBytes = Withheld.KeyBytes;

    /// <param name="key">The installation's key, <see cref="KeyBytes"/> bytes.</param>
    /// <exception cref="ArgumentException">The key has another length.</exception>
    public static byte[] Write(Value value, ReadOnlySpan<byte> key) =>
        key.Length == KeyBytes ? WithheldJson.Canonical(value, key) : throw new ArgumentException($"The key has {KeyBytes} bytes.", nameof(key));
}
