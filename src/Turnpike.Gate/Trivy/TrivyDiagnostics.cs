using Turnpike.Text;

namespace Turnpike.Gate.Trivy;

internal static class TrivyDiagnostics
{
    public static Diagnostic OtherInput(SourceText source, TextSpan span, string types) => new(
        "GATE095", DiagnosticSeverity.Warning, $"this check is for inputs of the type {types}, which are not made here, so nothing evaluates it", source, span,
        "Checks for kubernetes, rbac, json and yaml are evaluated; for clouds the packs that come with Turnpike judge plans and states.");
}
