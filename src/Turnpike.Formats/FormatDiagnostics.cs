using Turnpike.Text;

namespace Turnpike.Formats;

/// <summary>What may be wrong with a file of any format. One method and one code a message; documented in docs/diagnostics.md.</summary>
internal static class FormatDiagnostics
{
    private const string Known = "It reads Terraform and OpenTofu plans (terraform show -json), state files of version 4, code results (turnpike terraform result), observations of clouds and Kubernetes YAML or JSON.";

    public static Diagnostic NotRecognised(SourceText source, string what) =>
        Error("FORM001", source, new TextSpan(0, 0), $"not a format this reads: {what}", Known);

    public static Diagnostic TooLarge(string name, long length, int limit) =>
        new("FORM002", DiagnosticSeverity.Error, $"{name}: {length} bytes are more than the limit of {limit}", null, default, "Split the input; a plan of that size is better split into several roots anyway.");

    public static Diagnostic BadEncoding(SourceText source, int offset, string encoding) =>
        Error("FORM003", source, new TextSpan(offset, 1), $"the text is not valid {encoding}", "Save the file as UTF-8; PowerShell users: Out-File -Encoding utf8.");

    public static Diagnostic Empty(SourceText source) =>
        Error("FORM004", source, new TextSpan(0, 0), "the file is empty", "Check that the command that writes it succeeded. " + Known);

    public static Diagnostic BinaryPlan(SourceText source) =>
        Error("FORM005", source, new TextSpan(0, 0), "this is a binary plan file, which only Terraform can read", "Convert it: terraform show -json plan.tfplan > plan.json");

    public static Diagnostic UnknownKeptVersion(SourceText source, TextSpan span, string version) =>
        Error("FORM006", source, span, $"this document was kept in version {version} of the form, which is not known; version 1 is", "Update Turnpike, or give the document as its tool wrote it.");

    private static Diagnostic Error(string code, SourceText source, TextSpan span, string message, string help) =>
        new(code, DiagnosticSeverity.Error, message, source, span, help);
}
