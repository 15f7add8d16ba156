namespace Turnpike.Rego.Builtins;

/// <summary>Strings counted in Unicode code points, as policies see them; .NET counts UTF-16 units.</summary>
internal static class CodePoints
{
    public static int Count(string text)
    {
        var count = text.Length;
        for (var at = FirstSurrogate(text, 0); at >= 0; at = FirstSurrogate(text, at))
        {
            var isPair = char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]);
            count -= isPair ? 1 : 0;
            at += isPair ? 2 : 1;
        }

        return count;
    }

    /// <summary>Whether code points and UTF-16 units are the same in this text.</summary>
    public static bool AreUnits(string text) => FirstSurrogate(text, 0) < 0;

    /// <summary>The UTF-16 offset of a code point; the text's length where it has fewer.</summary>
    public static int OffsetOf(string text, long codePoint)
    {
        if (AreUnits(text))
        {
            return (int)Math.Min(codePoint, text.Length);
        }

        var offset = 0;
        for (; codePoint > 0 && offset < text.Length; codePoint--)
        {
            offset += char.IsHighSurrogate(text[offset]) && offset + 1 < text.Length && char.IsLowSurrogate(text[offset + 1]) ? 2 : 1;
        }

        return offset;
    }

    /// <summary>A string for each code point.</summary>
    public static string[] Split(string text, BuiltinContext context)
    {
        var parts = new string[Count(text)];
        for (int i = 0, at = 0; i < parts.Length; i++)
        {
            context.Step();
            var length = char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]) ? 2 : 1;
            parts[i] = text.Substring(at, length);
            at += length;
        }

        return parts;
    }

    private static int FirstSurrogate(string text, int from)
    {
        var at = text.AsSpan(from).IndexOfAnyInRange('\uD800', '\uDFFF');
        return at < 0 ? -1 : at + from;
    }
}
