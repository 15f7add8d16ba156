namespace Turnpike.Hcl.Functions.Encodings;

/// <summary>Base64 with padding, as Go's standard encoding takes it: line ends are passed over, other space is not.</summary>
internal static class Base64Text
{
    /// <summary>Null where the text is none.</summary>
    public static byte[]? Decode(string text)
    {
        if (text.AsSpan().IndexOfAny('\r', '\n') >= 0)
        {
            text = text.Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal);
        }

        if (text.AsSpan().IndexOfAny(' ', '\t') >= 0)
        {
            return null;
        }

        var bytes = new byte[(text.Length / 4 * 3) + 3];
        return Convert.TryFromBase64String(text, bytes, out var count) ? bytes[..count] : null;
    }
}
