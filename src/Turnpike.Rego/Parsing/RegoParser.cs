using Turnpike.Rego.Syntax;
using Turnpike.Text;

namespace Turnpike.Rego.Parsing;

/// <summary>Reads Rego. Every fault of the text becomes a diagnostic; nothing is thrown.</summary>
public static class RegoParser
{
    /// <summary>The module, or null if the text has errors (or holds no package).</summary>
    public static RegoModule? ParseModule(SourceText source, RegoParserOptions options, DiagnosticBag diagnostics) => null;

    /// <summary>A query such as <c>x := data.p.q; x > 1</c>, or null if the text has errors.</summary>
    public static RegoBody? ParseQuery(SourceText source, RegoParserOptions options, DiagnosticBag diagnostics) => null;
}
