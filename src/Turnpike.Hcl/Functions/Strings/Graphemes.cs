using System.Globalization;

namespace Turnpike.Hcl.Functions.Strings;

/// <summary>Characters as a reader counts them: grapheme clusters, the unit of lengths and places in strings.</summary>
internal static class Graphemes
{
    public static int Count(string text)
    {
        var count = 0;
        for (var at = 0; at < text.Length; at = Next(text, at))
        {
            count++;
        }

        return count;
    }

    /// <summary>The text from one cluster on; <paramref name="length"/> negative: all of the rest.</summary>
    public static string Slice(string text, int start, int length)
    {
        var from = Skip(text, 0, start);
        return length < 0 ? text[from..] : text[from..Skip(text, from, length)];
    }

    public static string Reverse(string text)
    {
        var reversed = new char[text.Length];
        var end = text.Length;
        for (var at = 0; at < text.Length;)
        {
            var next = Next(text, at);
            end -= next - at;
            text.CopyTo(at, reversed, end, next - at);
            at = next;
        }

        return new string(reversed);
    }

    /// <summary>The offset <paramref name="clusters"/> further on, at most the end.</summary>
    public static int Skip(string text, int from, int clusters)
    {
        while (clusters-- > 0 && from < text.Length)
        {
            from = Next(text, from);
        }

        return from;
    }

    private static int Next(string text, int at) =>
        // Most text is ASCII, where only a line end spans two.
        text[at] < 0x80 && (at + 1 == text.Length || (text[at + 1] < 0x80 && text[at] != '\r'))
            ? at + 1
            : at + StringInfo.GetNextTextElementLength(text, at);
}
