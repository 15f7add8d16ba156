namespace Turnpike.Values;

/// <summary>A SHA-256 or HMAC-SHA-256 of something, 64 lower-case hexadecimal digits; the default is "no hash".</summary>
public readonly record struct ContentHash
{
    private readonly string? _value;

    /// <exception cref="ArgumentException">Not 32 bytes.</exception>
    public ContentHash(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
        {
            throw new ArgumentException($"A hash has {Size} bytes, not {bytes.Length}.", nameof(bytes));
        }

        _value = Convert.ToHexStringLower(bytes);
    }

    public const int Size = 32;

    public string Value => _value ?? "";

    public bool IsNone => _value is null;

    /// <summary>The 32 bytes; none for the default.</summary>
    public byte[] ToBytes() => Convert.FromHexString(Value);

    public override string ToString() => Value;
}
