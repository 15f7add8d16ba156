using Turnpike.Text;

namespace Turnpike.Rego.Formatting;

internal static class LayoutText
{
    /// <summary>The offset of the next such character, which is there: only white space and closing parentheses come before it.</summary>
    public static int Find(SourceText source, char wanted, int from)
    {
        var at = source.Utf8.Span[from..].IndexOf((byte)wanted);
        return at < 0 ? from : from + at;
    }
}
