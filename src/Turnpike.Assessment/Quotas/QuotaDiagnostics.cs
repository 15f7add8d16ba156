using Turnpike.Text;

namespace Turnpike.Assessment.Quotas;

/// <summary>What may be wrong with a file of quotas. One method and one code a message; documented in docs/diagnostics.md.</summary>
internal static class QuotaDiagnostics
{
    public static Diagnostic Missing(SourceText file, TextSpan span, string member) =>
        new("QUOTA001", DiagnosticSeverity.Error, $"a quota lacks '{member}'", file, span, "Each has service, code, name, count and source.");
}
