using Turnpike.Text;
using Turnpike.Values;
using Turnpike.Values.Json;

namespace Turnpike.Formats.Scanners;

/// <summary>What a scanner reported, whatever its form.</summary>
/// <param name="Form"><c>trivy</c>, <c>grype</c>, <c>sarif</c>, <c>cyclonedx</c>, <c>spdx</c>.</param>
/// <param name="Packages">What is in it, for forms that list that.</param>
public sealed record ScannerReport(string Form, IReadOnlyList<ScannerFinding> Findings, IReadOnlyList<ScannedPackage> Packages)
{
    /// <summary>Whether a document is of a form that this reads.</summary>
    public static bool IsOne(Value document) => FormOf(document) is not null;

    /// <summary>Null, with a diagnostic, where it is none. Secrets that a tool quotes are not kept.</summary>
    public static ScannerReport? Read(SourceText source, DiagnosticBag diagnostics, JsonLimits? limits = null)
    {
        if (JsonReader.Read(source, diagnostics, limits) is not { } document)
        {
            return null;
        }

        var form = FormOf(document);
        switch (form)
        {
            case null:
                diagnostics.Add(ScannerDiagnostics.NotAReport(source));
                return null;
            case "sarif" when document.TextAt("version") is var version && version != "2.1.0":
                diagnostics.Add(ScannerDiagnostics.Version(source, "SARIF", version ?? "", "2.1.0"));
                break;
            case "cyclonedx" when document.TextAt("specVersion") is var version and not ("1.4" or "1.5" or "1.6"):
                diagnostics.Add(ScannerDiagnostics.Version(source, "CycloneDX", version ?? "", "1.6"));
                break;
            case "spdx" when document.TextAt("spdxVersion") is var version and not ("SPDX-2.2" or "SPDX-2.3"):
                diagnostics.Add(ScannerDiagnostics.Version(source, "SPDX", version ?? "", "SPDX-2.3"));
                break;
        }

        return form switch
        {
            "trivy" => new ScannerReport(form, FindingMerge.Merge(TrivyReport.Findings(document)), []),
            "grype" => new ScannerReport(form, FindingMerge.Merge(GrypeReport.Findings(document)), []),
            "sarif" => new ScannerReport(form, FindingMerge.Merge(SarifLog.Findings(document)), []),
            "cyclonedx" => new ScannerReport(form, FindingMerge.Merge(CycloneDxBom.Findings(document)), CycloneDxBom.Packages(document)),
            _ => new ScannerReport(form, [], SpdxDocument.Packages(document)),
        };
    }

    private static string? FormOf(Value document) =>
        document.TextAt("bomFormat") == "CycloneDX" ? "cyclonedx"
        : document.TextAt("spdxVersion") is not null ? "spdx"
        : document.At("runs") is ArrayValue && document.TextAt("version") is not null ? "sarif"
        : document.At("matches") is ArrayValue && document.At("descriptor") is ObjectValue ? "grype"
        : document.At("SchemaVersion") is NumberValue && document.At("ArtifactName") is StringValue ? "trivy"
        : null;
}
