using System.Xml;
using Turnpike.Text;

namespace Turnpike.Formats.Scanners;

/// <summary>One method and one code a message; documented in docs/diagnostics.md.</summary>
internal static class ScannerDiagnostics
{
    private const string Known = "It reads JSON of Trivy and Grype, SARIF 2.1.0, CycloneDX 1.2 to 1.7 as JSON and as XML, SPDX 2.3 as JSON and as tag-value, SPDX 3.0, and OpenVEX.";

    public static Diagnostic NotAReport(SourceText source) =>
        new("SCAN001", DiagnosticSeverity.Error, "not a report this reads", source, new TextSpan(0, 0), Known);

    public static Diagnostic Version(SourceText source, string form, string version, string known) =>
        new("SCAN002", DiagnosticSeverity.Warning, $"{form} {version} is not known; it is read as {known}", source, new TextSpan(0, 0), "What this version has anew is passed over.");

    public static Diagnostic BrokenXml(SourceText source, XmlException broken) =>
        new("SCAN003", DiagnosticSeverity.Error, $"broken XML: {broken.Message}", source, new TextSpan(source.OffsetAt(broken.LineNumber, broken.LinePosition - 1), 0), "Take the file as the tool wrote it.");
}
