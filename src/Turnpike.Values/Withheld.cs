using System.Security.Cryptography;

namespace Turnpike.Values;

/// <summary>
/// Secrets that are not kept. In a secret's place stands its marker: the HMAC-SHA-256 of its canonical JSON under the
/// installation's key, in base64. Equal secrets have equal markers, and nobody without the key can confirm a guess. Read
/// back, a marker is an unknown value that is marked sensitive; two of them are equal just where the secrets are.
/// </summary>
public static class Withheld
{
    /// <summary>The one member of the object that stands in a secret's place.</summary>
    public const string Tag = "$hmac";

    public const int KeyBytes = 32;

    private const string Prefix = "withheld:";
    private const int MarkerLength = 44;

    /// <param name="key">The installation's key, <see cref="KeyBytes"/> bytes.</param>
    /// <exception cref="ArgumentException">The key has another length.</exception>
    public static string Marker(Value secret, ReadOnlySpan<byte> key)
    {
        if (key.Length != KeyBytes)
        {
            throw new ArgumentException($"The key has {KeyBytes} bytes.", nameof(key));
        }

        if (secret is UnknownValue { Origin: UnknownOrigin.Withheld } withheld)
        {
            // A part of a withheld value has no marker of its own; its name tells it from other parts.
            return MarkerOf(withheld) ?? Convert.ToBase64String(HMACSHA256.HashData(key, JsonText.Canonical(Value.Of(withheld.Id))));
        }

        return Convert.ToBase64String(HMACSHA256.HashData(key, JsonText.Canonical(secret)));
    }

    /// <summary>The marker that an unknown was read from; null if it is another kind of unknown, or a part of a withheld value.</summary>
    public static string? MarkerOf(UnknownValue unknown) =>
        unknown.Origin == UnknownOrigin.Withheld && unknown.Id.Length == Prefix.Length + MarkerLength ? unknown.Id[Prefix.Length..] : null;

    /// <summary>The unknown that a marker stands for; null if the text is no marker.</summary>
    public static Value? Read(string marker)
    {
        Span<byte> bytes = stackalloc byte[KeyBytes + 1];
        return marker.Length == MarkerLength && Convert.TryFromBase64String(marker, bytes, out var count) && count == KeyBytes
            ? new UnknownValue(Prefix + marker, UnknownOrigin.Withheld).ToSensitive()
            : null;
    }
}
