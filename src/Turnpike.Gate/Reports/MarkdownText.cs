using System.Text;

namespace Turnpike.Gate.Reports;

/// <summary>Puts any text into Markdown as itself: no markup, no HTML, no mention, no link, no table cell broken.</summary>
public static class MarkdownText
{
    private const string Marked = "\\`*_{}[]()#+-.!|~>:";

    public static string Escape(string text, int maxLength = int.MaxValue)
    {
        var safe = new StringBuilder(text.Length + 16);
        var printable = Printable.Prose(text, maxLength);
        for (var i = 0; i < printable.Length; i++)
        {
            AppendEscaped(safe, printable, i);
        }

        return safe.ToString();
    }

    /// <summary>A code span. Its fence is longer than any run of backticks inside; <c>|</c> is escaped, since tables split on it even there.</summary>
    public static string Code(string text, int maxLength = int.MaxValue)
    {
        var printable = Printable.Line(text, maxLength);
        if (printable.Length == 0)
        {
            return "";
        }

        var longest = 0;
        var run = 0;
        foreach (var c in printable)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        var fence = new string('`', longest + 1);
        var pad = printable[0] == '`' || printable[^1] == '`' ? " " : "";
        return fence + pad + printable.Replace("|", "\\|", StringComparison.Ordinal) + pad + fence;
    }

    private static void AppendEscaped(StringBuilder safe, string text, int i)
    {
        var c = text[i];
        switch (c)
        {
            case '<':
                safe.Append("&lt;");
                break;
            case '&':
                safe.Append("&amp;");
                break;
            // GitHub looks for @name and #1 in the rendered text, where an escape is gone; a zero-width space keeps them apart.
            case '@':
                safe.Append("@&#8203;");
                break;
            case '#' when i + 1 < text.Length && char.IsAsciiDigit(text[i + 1]):
                safe.Append("#&#8203;");
                break;
            case '.' or '-' or '+' or '(' or ')' or '!' or ':' when !NeedsEscape(text, i):
                safe.Append(c);
                break;
            default:
                if (Marked.Contains(c, StringComparison.Ordinal))
                {
                    safe.Append('\\');
                }

                safe.Append(c);
                break;
        }
    }

    // Plain punctuation of a sentence stays readable: it only means something at the start of a line, before a link or in an address.
    private static bool NeedsEscape(string text, int i) => text[i] switch
    {
        '.' => i > 0 && (char.IsAsciiDigit(text[i - 1]) || text.AsSpan(0, i).EndsWith("www", StringComparison.OrdinalIgnoreCase)),
        ':' => i + 1 < text.Length && text[i + 1] is '/' or >= 'a' and <= 'z',
        '-' or '+' => i == 0,
        _ => true,
    };
}
