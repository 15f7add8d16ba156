using Turnpike.Text;

namespace Turnpike.Formats.Plain;

/// <summary>One method and one code a message; documented in docs/diagnostics.md.</summary>
internal static class PlainDiagnostics
{
    public static Diagnostic NoParser(SourceText source) => new(
        "DOC001", DiagnosticSeverity.Error, "there is no parser for this kind of file", source, new TextSpan(0, 0),
        $"Plain documents are read as {string.Join(", ", PlainParserNames.All)}; convert others to JSON, or name the parser with --parser.");

    public static Diagnostic BadInstruction(SourceText source, TextSpan span, string what) => new(
        "DOC002", DiagnosticSeverity.Error, $"not a Dockerfile: {what}", source, span, "Each line starts with an instruction such as FROM or RUN; a line that ends in \\ goes on.");
}
