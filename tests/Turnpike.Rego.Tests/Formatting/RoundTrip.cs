using Turnpike.Rego.Formatting;
using Turnpike.Rego.Parsing;
using Turnpike.Rego.Syntax;
using Turnpike.Rego.Tests.Parsing;
using Turnpike.Text;

namespace Turnpike.Rego.Tests.Formatting;

internal static class RoundTrip
{
    /// <summary>What is wrong with formatting this module: null if the tree and the comments stay and a second run changes nothing.</summary>
    public static string? Fault(RegoModule module, RegoParserOptions options)
    {
        var once = RegoFormatter.Format(module);
        var diagnostics = new DiagnosticBag();
        if (RegoParser.ParseModule(SourceText.From("formatted.rego", once), options, diagnostics) is not { } again)
        {
            return $"does not parse: {string.Join("; ", diagnostics)}\n{once}";
        }

        if (TreeText.Of(again) != TreeText.Of(module))
        {
            return $"another tree:\n{TreeText.Of(module)}\n{TreeText.Of(again)}\n{once}";
        }

        if (!Comments(again).SequenceEqual(Comments(module)))
        {
            return $"other comments:\n{string.Join('\n', Comments(module))}\n--\n{once}";
        }

        var twice = RegoFormatter.Format(again);
        return twice == once ? null : $"not idempotent:\n{once}\n--\n{twice}";
    }

    private static IEnumerable<string> Comments(RegoModule module) => module.Comments.Select(comment => module.Source.GetString(comment.Span).TrimEnd());
}
