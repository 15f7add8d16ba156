using System.Globalization;
using System.Text;

namespace Turnpike.Gate.Reports;

/// <summary>
/// Makes hostile text harmless to whatever shows it: control characters, terminal escape sequences, line breaks, characters
/// that reorder or hide others, and broken surrogates come out as visible escapes.
/// </summary>
public static class Printable
{
    /// <summary>One line that shows every character: for names, addresses, paths and values.</summary>
    /// <param name="maxLength">Longer text is cut there and ends in an ellipsis.</param>
    public static string Line(string text, int maxLength = int.MaxValue)
    {
        var cut = Cut(text, maxLength);
        return IsHarmless(cut) ? cut : Escape(cut, keepLineBreaks: false);
    }

    /// <summary>One line of prose: runs of white space, line breaks among them, become one space.</summary>
    public static string Prose(string text, int maxLength = int.MaxValue)
    {
        if (IsHarmless(text) && !text.Contains("  ", StringComparison.Ordinal))
        {
            return Cut(text.Trim(), maxLength);
        }

        var words = text.Split(' ', '\t', '\r', '\n');
        return Line(string.Join(' ', words.Where(static word => word.Length > 0)), maxLength);
    }

    /// <summary>Several lines: line breaks are kept, all else is as in <see cref="Line"/>.</summary>
    public static string Lines(string text) => IsHarmless(text) ? text : Escape(text, keepLineBreaks: true);

    private static string Cut(string text, int maxLength)
    {
        if (text.Length <= maxLength)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[maxLength - 2]) ? maxLength - 2 : maxLength - 1;
        return text[..end] + "…";
    }

    private static bool IsHarmless(string text)
    {
        foreach (var c in text)
        {
            if (c is < ' ' or >= '\u007f' && !(c < '\u2000' && char.IsLetter(c)))
            {
                return !NeedsEscapes(text);
            }
        }

        return true;
    }

    private static bool NeedsEscapes(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsHarmful(rune))
            {
                return true;
            }
        }

        return false;
    }

    // A broken surrogate is enumerated as U+FFFD, which is what is printed. Joiners are kept: scripts and emoji need them.
    private static bool IsHarmful(Rune rune) => rune.Value switch
    {
        0x200C or 0x200D => false,
        0xFFFD or 0xFFFE or 0xFFFF => true,
        _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator,
    };

    private static string Escape(string text, bool keepLineBreaks)
    {
        var safe = new StringBuilder(text.Length + 16);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!IsHarmful(rune) || rune.Value == 0xFFFD || (keepLineBreaks && rune.Value == '\n'))
            {
                safe.Append(rune.ToString());
                continue;
            }

            safe.Append(rune.Value switch
            {
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                <= 0xFFFF => string.Create(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}"),
                _ => string.Create(CultureInfo.InvariantCulture, $"\\U{rune.Value:x8}"),
            });
        }

        return safe.ToString();
    }
}
