using Turnpike.Text;
using Turnpike.Values;
using Turnpike.Values.Json;

namespace Turnpike.Formats.Scanners;

/// <summary>What a tool reported of one thing, or of several that it took together. A newer one of the same tool and subject takes its place.</summary>
/// <param name="Form"><c>trivy</c>, <c>grype</c>, <c>sarif</c>, <c>cyclonedx</c>, <c>spdx</c>, <c>openvex</c>.</param>
/// <param name="Subject">What was scanned: an image by its digest, a folder, a category of results.</param>
public sealed record ScannerReport(string Form, string Tool, string? ToolVersion, string Subject, IReadOnlyList<ScanTarget> Targets)
{
    /// <summary>The form of documents that say something of findings and find none.</summary>
    public const string OpenVex = "openvex";

    /// <summary>Something could not be scanned: what is not shown may still be there.</summary>
    public bool IsPartial { get; init; }

    /// <summary>What whoever sent it should know.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What people call the subject: of an image its name.</summary>
    public string Name => Targets is [{ Kind: ScanTargetKind.Image, Name: var name }] ? name : Subject;

    public IEnumerable<ScannerFinding> Findings => Targets.SelectMany(static t => t.Findings);

    public IEnumerable<ScannedPackage> Packages => Targets.SelectMany(static t => t.Packages);

    /// <summary>The reports that a file holds: SARIF may hold those of several tools. None, with a diagnostic, where it is no report.</summary>
    /// <remarks>Secrets that a tool quotes are not kept.</remarks>
    public static IReadOnlyList<ScannerReport> Read(SourceText source, DiagnosticBag diagnostics, JsonLimits? limits = null)
    {
        var document = CycloneDxXml.IsOne(source.Utf8.Span) ? CycloneDxXml.Read(source, diagnostics)
            : SpdxTagValue.IsOne(source.Utf8.Span) ? SpdxTagValue.Read(source)
            : JsonReader.Read(source, diagnostics, limits);
        if (document is null)
        {
            return [];
        }

        var form = FormOf(document);
        if (form is null)
        {
            diagnostics.Add(ScannerDiagnostics.NotAReport(source));
            return [];
        }

        CheckVersion(form, document, source, diagnostics);
        return form switch
        {
            "trivy" => [TrivyReport.Read(document)],
            "grype" => [GrypeReport.Read(document)],
            "sarif" => [.. SarifLog.Read(document, source.Name)],
            "cyclonedx" => [CycloneDxBom.Read(document, source.Name)],
            OpenVex => [OpenVexDocument.Read(document, source.Name)],
            "spdx3" => [SpdxGraph.Read(document, source.Name)],
            _ => [SpdxDocument.Read(document, source.Name)],
        };
    }

    private static void CheckVersion(string form, Value document, SourceText source, DiagnosticBag diagnostics)
    {
        var (called, version, known) = form switch
        {
            "sarif" when document.TextAt("version") is var v && v != "2.1.0" => ("SARIF", v, "2.1.0"),
            "cyclonedx" when document.TextAt("specVersion") is var v and not ("1.2" or "1.3" or "1.4" or "1.5" or "1.6" or "1.7") => ("CycloneDX", v, "1.7"),
            "spdx" when document.TextAt("spdxVersion") is var v and not ("SPDX-2.2" or "SPDX-2.3") => ("SPDX", v, "SPDX-2.3"),
            "spdx3" when SpdxGraph.VersionOf(document) is var v && v?.StartsWith("3.0", StringComparison.Ordinal) != true => ("SPDX", v, "3.0.1"),
            _ => ("", null, ""),
        };
        if (called.Length > 0)
        {
            diagnostics.Add(ScannerDiagnostics.Version(source, called, version ?? "without version", known));
        }
    }

    private static string? FormOf(Value document) =>
        document.TextAt("bomFormat") == "CycloneDX" ? "cyclonedx"
        : document.TextAt("spdxVersion") is not null ? "spdx"
        : document.TextAt("@context")?.StartsWith("https://openvex.dev/ns", StringComparison.Ordinal) == true ? OpenVex
        : document.TextAt("@context")?.StartsWith("https://spdx.org/rdf/3", StringComparison.Ordinal) == true ? "spdx3"
        : document.At("runs") is ArrayValue && document.TextAt("version") is not null ? "sarif"
        : document.At("matches") is ArrayValue && document.At("descriptor") is ObjectValue ? "grype"
        : (document.At("SchemaVersion") is NumberValue && document.At("ArtifactName") is StringValue) || TrivyReport.IsOfCluster(document) ? "trivy"
        : null;
}
