using System.Globalization;
using System.Text;

namespace Turnpike.Text;

/// <summary>Prints a diagnostic for people: the one-line summary, the source line with the fault underlined, the help.</summary>
public static class SnippetPrinter
{
    private const int Width = 120;

    /// <summary>Plain text of several lines without a line break at the end. A confidential source is not quoted.</summary>
    public static string Print(Diagnostic diagnostic)
    {
        var text = new StringBuilder(diagnostic.ToString());
        if (diagnostic.Source is { IsConfidential: false } source && diagnostic.Position is { } position)
        {
            AppendSnippet(text, source, diagnostic.Span, position);
        }

        if (diagnostic.Help is not null)
        {
            text.Append("\n  help: ").Append(diagnostic.Help);
        }

        return text.ToString();
    }

    private static void AppendSnippet(StringBuilder text, SourceText source, TextSpan span, TextPosition position)
    {
        var line = source.GetLine(position.Line).Replace('\t', ' ');
        var before = source.GetString(TextSpan.FromBounds(source.LineStart(position.Line), Math.Min(span.Start, source.Length))).Length;
        var marked = source.GetString(TextSpan.FromBounds(Math.Min(span.Start, source.Length), Math.Min(span.End, source.Length))).Length;

        // A very long line is cut to a window around the fault.
        var from = before > Width ? before - (Width / 2) : 0;
        from = Math.Min(from, line.Length);
        var shown = line.Substring(from, Math.Min(Width, line.Length - from));
        var length = Math.Clamp(marked, 1, Math.Max(1, shown.Length - (before - from)));

        var number = position.Line.ToString(CultureInfo.InvariantCulture);
        var gutter = new string(' ', number.Length);
        text.Append('\n').Append(gutter).Append(" |");
        text.Append('\n').Append(number).Append(" | ").Append(shown);
        text.Append('\n').Append(gutter).Append(" | ").Append(' ', before - from).Append('^', length);
    }
}
