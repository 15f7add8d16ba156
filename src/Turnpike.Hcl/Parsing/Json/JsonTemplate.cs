using Turnpike.Hcl.Syntax;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Hcl.Parsing.Json;

/// <summary>Reads what a JSON string holds as native syntax, with spans that are places in the JSON file.</summary>
internal static class JsonTemplate
{
    public static HclExpression Template(JsonStringExpression text, out IReadOnlyList<Diagnostic> faults)
    {
        if (!text.Text.Contains("${", StringComparison.Ordinal) && !text.Text.Contains("%{", StringComparison.Ordinal))
        {
            faults = [];
            return new TemplateExpression(text.Source, text.Span, [new LiteralExpression(text.Source, text.Span, Value.Of(text.Text))]);
        }

        var parser = Open(text, LexerMode.BareTemplate);
        var expression = parser.ParseWholeTemplate();
        faults = [.. parser.Faults];
        return expression;
    }

    /// <summary>Null if the string is no expression of native syntax.</summary>
    public static HclExpression? Expression(JsonStringExpression text)
    {
        var parser = Open(text, LexerMode.Normal);
        var expression = parser.ParseWholeExpression();
        return parser.Faults.Any() ? null : expression;
    }

    /// <summary>Null if the string is no traversal.</summary>
    public static Traversal? Traversal(JsonStringExpression text) => Open(text, LexerMode.Normal).ParseWholeTraversal();

    private static NativeParser Open(JsonStringExpression text, LexerMode mode)
    {
        var body = TextSpan.FromBounds(text.Span.Start + 1, Math.Max(text.Span.Start + 1, text.Span.End - 1));
        var raw = text.Source.Slice(body);
        if (!raw.Contains((byte)'\\'))
        {
            return new NativeParser(text.Source, text.Source.Utf8.Span[..body.End], body.Start, mode, new NameTable());
        }

        var (utf8, places) = JsonString.DecodeWithPlaces(raw, body.Start);
        return new NativeParser(text.Source, utf8, 0, mode, new NameTable(), places);
    }
}
