namespace Turnpike.Hcl.Parsing;

/// <summary>
/// Takes the indentation that all lines of a <c>&lt;&lt;-</c> heredoc share from their starts. It is counted in the text
/// as written, before anything is evaluated; blank lines do not count and keep their spaces.
/// </summary>
internal static class HeredocIndent
{
    public static void Remove(Span<TemplatePart> parts)
    {
        var least = Least(parts);
        if (least is 0 or int.MaxValue)
        {
            return;
        }

        var atLineStart = true;
        foreach (ref var part in parts)
        {
            var isText = part.Kind == TemplatePartKind.Text;
            var text = part.Text;
            if (isText && atLineStart && !IsBlankLine(text))
            {
                part = part with { Text = text[Math.Min(least, text.Length)..] };
            }

            atLineStart = isText && text.EndsWith('\n');
        }
    }

    private static int Least(ReadOnlySpan<TemplatePart> parts)
    {
        var least = int.MaxValue;
        var atLineStart = true;
        foreach (ref readonly var part in parts)
        {
            var isText = part.Kind == TemplatePartKind.Text;
            if (atLineStart && !(isText && IsBlankLine(part.Text)))
            {
                least = Math.Min(least, isText ? part.Text.Length - part.Text.AsSpan().TrimStart().Length : 0);
            }

            atLineStart = isText && part.Text.EndsWith('\n');
        }

        return least;
    }

    private static bool IsBlankLine(string text) => text.EndsWith('\n') && string.IsNullOrWhiteSpace(text);
}
