using Turnpike.Hcl.Syntax;
using Turnpike.Text;

namespace Turnpike.Hcl.Terraform;

/// <summary>
/// What is wrong with a configuration. The message is Terraform's own summary, so that people find it where they look;
/// the help is the detail.
/// </summary>
internal static partial class TerraformDiagnostics
{
    private static string At(SourceText source, TextSpan span) => $"{source.Name}:{source.PositionAt(span.Start)}";

    private static string At(HclBlock block) => At(block.Source, block.DefinitionSpan);

    private static Diagnostic Error(string code, string summary, string detail, SourceText source, TextSpan span) =>
        new(code, DiagnosticSeverity.Error, summary, source, span, detail);

    private static Diagnostic Error(string code, string summary, string detail, HclBlock block) =>
        Error(code, summary, detail, block.Source, block.DefinitionSpan);

    private static Diagnostic Error(string code, string summary, string detail, HclExpression expression) =>
        Error(code, summary, detail, expression.Source, expression.Span);

    private static Diagnostic Warning(string code, string summary, string detail, SourceText source, TextSpan span) =>
        new(code, DiagnosticSeverity.Warning, summary, source, span, detail);

    private static Diagnostic Note(string code, string summary, string detail, SourceText source, TextSpan span) =>
        new(code, DiagnosticSeverity.Information, summary, source, span, detail);
}
