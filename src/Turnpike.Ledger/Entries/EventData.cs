using Turnpike.Text;
using Turnpike.Values;
using Turnpike.Values.Json;

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

    // Deeper than what readers take: a mark is one level more than what it stands for.
    private static readonly JsonLimits s_limits = new() { MaxDepth = 2_000 };

    /// <param name="key">The installation's key, <see cref="KeyBytes"/> bytes.</param>
    /// <exception cref="ArgumentException">The key has another length.</exception>
    public static byte[] Write(Value value, ReadOnlySpan<byte> key) =>
        key.Length == KeyBytes ? WithheldJson.Canonical(value, key) : throw new ArgumentException($"The key has {KeyBytes} bytes.", nameof(key));

    /// <summary>A value that was written, read back: what is withheld is unknown and sensitive. Null if the bytes are no JSON.</summary>
    public static Value? Read(ReadOnlyMemory<byte> data)
    {
        var value = JsonReader.Read(new SourceText("data", data), new DiagnosticBag(), s_limits);
        return value is null || data.Span.IndexOf("\"$"u8) < 0 ? value : WithheldJson.Restore(value);
    }
}
