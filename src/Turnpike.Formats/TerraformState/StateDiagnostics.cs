using Turnpike.Text;

namespace Turnpike.Formats.TerraformState;

/// <summary>One method and one code a message; documented in docs/diagnostics.md.</summary>
internal static class StateDiagnostics
{
    public static Diagnostic OldVersion(SourceText source, TextSpan span, string version) =>
        Error("STATE001", source, span, $"state version {version} is too old; version 4 is read", "Run terraform apply -refresh-only with Terraform 0.12 or later, which rewrites the state in version 4.");

    public static Diagnostic UnknownVersion(SourceText source, TextSpan span, string version) =>
        Error("STATE002", source, span, $"state version {version} is not known; version 4 is read", "Update Turnpike.");

    public static Diagnostic WrongShape(SourceText source, TextSpan span, string path, string expected) =>
        Error("STATE003", source, span, $"{path} must be {expected}", "Fetch the state anew with terraform state pull and do not edit it.");

    public static Diagnostic FlatAttributes(SourceText source, TextSpan span, string address) =>
        new("STATE004", DiagnosticSeverity.Warning, $"{address} was last written by Terraform 0.11, whose attributes have no types; they count as unknown", source, span, "Run terraform apply -refresh-only to rewrite it.");

    private static Diagnostic Error(string code, SourceText source, TextSpan span, string message, string help) =>
        new(code, DiagnosticSeverity.Error, message, source, span, help);
}
