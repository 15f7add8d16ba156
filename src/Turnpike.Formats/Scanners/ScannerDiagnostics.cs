using Turnpike.Text;

namespace Turnpike.Formats.Scanners;

/// <summary>One method and one code a message; documented in docs/diagnostics.md.</summary>
internal static class ScannerDiagnostics
{
    public static Diagnostic NotAReport(SourceText source) =>
        new("SCAN001", DiagnosticSeverity.Error, "not a report this reads", source, new TextSpan(0, 0), "It reads JSON of Trivy and Grype, SARIF 2.1.0, CycloneDX 1.4 to 1.6 and SPDX 2.3.");

    public static Diagnostic Version(SourceText source, string form, string version, string known) =>
        new("SCAN002", DiagnosticSeverity.Warning, $"{form} {version} is not known; it is read as {known}", source, new TextSpan(0, 0), "What this version has anew is passed over.");
}
