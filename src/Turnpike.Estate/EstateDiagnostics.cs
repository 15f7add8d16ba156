using Turnpike.Text;

namespace Turnpike.Estate;

/// <summary>One method and one code a message; documented in docs/diagnostics.md.</summary>
public static class EstateDiagnostics
{
    public static Diagnostic BadJoin(SourceText source, TextSpan span, string what) =>
        Error("ESTATE001", $"This join cannot be used: {what}", source, span, "docs/formats/provider-data.md shows every form a join may have.");

    public static Diagnostic BadDefault(SourceText source, TextSpan span, string what) =>
        Error("ESTATE002", $"This provider default cannot be used: {what}", source, span, "docs/formats/provider-data.md shows every form a default may have.");

    public static Diagnostic BadNamedReference(SourceText source, TextSpan span, string what) =>
        Error("ESTATE003", $"This reference by name cannot be used: {what}", source, span, "docs/formats/provider-data.md shows every form a reference may have.");

    public static Diagnostic BadPolicyDocument(SourceText source, TextSpan span, string what) =>
        Error("ESTATE004", $"This policy document cannot be used: {what}", source, span, "docs/formats/provider-data.md shows every form it may have.");

    public static Diagnostic BadIdentity(SourceText source, TextSpan span, string what) =>
        Error("ESTATE005", $"This identity cannot be used: {what}", source, span, "docs/formats/provider-data.md shows every form it may have.");

    private static Diagnostic Error(string code, string message, SourceText source, TextSpan span, string help) =>
        new(code, DiagnosticSeverity.Error, message, source, span, help);
}
