using Turnpike.Text;

namespace Turnpike.Formats.Scanners;

/// <summary>One method and one code a message; documented in docs/diagnostics.md.</summary>
internal static class ScannerDiagnostics
{
    private const string Known = "It reads JSON of Trivy and Grype, SARIF 2.1.0, CycloneDX 1.4 to 1.6 as JSON, and SPDX 2.3 as JSON and as tag-value.";

    public static Diagnostic NotAReport(SourceText source) =>
        new("SCAN001", DiagnosticSeverity.Error, "not a report this reads", source, new TextSpan(0, 0), Known);

    public static Diagnostic Version(SourceText source, string form, string version, string known) =>
        new("SCAN002", DiagnosticSeverity.Warning, $"{form} {version} is not known; it is read as {known}", source, new TextSpan(0, 0), "What this version has anew is passed over.");

    public static Diagnostic IsXml(SourceText source) =>
        new("SCAN003", DiagnosticSeverity.Error, "a CycloneDX bill of materials as XML is not read", source, new TextSpan(0, 0), "Make it as JSON: tools have an option for that (--format cyclonedx-json), and cyclonedx convert --output-format json turns one into the other.");
}
