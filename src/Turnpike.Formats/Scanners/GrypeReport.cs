using Turnpike.Values;

namespace Turnpike.Formats.Scanners;

/// <summary>Grype's own JSON.</summary>
internal static class GrypeReport
{
    private const string Tool = "grype";
    private static readonly string[] s_tools = [Tool];

    public static ScannerReport Read(Value report)
    {
        var source = report.At("source");
        var target = source.TextAt("type") == "image" || source.At("target") is ObjectValue
            ? ScanTarget.Image(
                source.TextAt("target", "userInput"),
                [.. source.TextsAt("target", "repoDigests"), source.TextAt("target", "manifestDigest"), source.TextAt("target", "imageID")],
                source.TextsAt("target", "tags"))
            : new ScanTarget(ScanTargetKind.Code, ScannerText.Name(source.TextAt("target")) ?? ".", [], []);
        var whole = new FindingSubject(target.Kind == ScanTargetKind.Image ? target.Digest : null, target.Name);
        var findings = report.ItemsAt("matches").SelectMany(m => Of(m, whole))
            .Concat(report.ItemsAt("ignoredMatches").SelectMany(m => Ignored(m, whole)));
        return new ScannerReport("grype", Tool, report.TextAt("descriptor", "version"), target.Kind == ScanTargetKind.Code ? target.Name : target.Identity, [target with { Findings = FindingMerge.Merge(findings) }]);
    }

    private static IEnumerable<ScannerFinding> Of(Value match, FindingSubject whole)
    {
        var vulnerability = match.At("vulnerability");
        var own = vulnerability.TextAt("id");
        var related = match.ItemsAt("relatedVulnerabilities").Select(static r => r.TextAt("id")).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var artifact = match.At("artifact");
        var (package, version) = PackageName.Parse(artifact.TextAt("purl"), artifact.TextAt("name"), artifact.TextAt("version"));
        var file = artifact.ItemsAt("locations") is [var first, ..] ? ScannerText.Name(first.TextAt("path")) : null;

        // An advisory of a distribution covers several CVEs, each of which is a finding; a GHSA is one fault, as a CVE is.
        var cves = related.FindAll(static r => r.StartsWith("CVE-", StringComparison.OrdinalIgnoreCase));
        var names = cves.Count > 1 && own?.StartsWith("GHSA", StringComparison.OrdinalIgnoreCase) != true ? cves.Select(c => (string?[])[c, own]) : [[own, .. related]];
        foreach (var of in names)
        {
            var (id, aliases) = FindingName.Of(of);
            yield return new ScannerFinding(
                id,
                aliases,
                FindingName.Severity(vulnerability.TextAt("severity")),
                whole with { Package = package, PackageVersion = version, File = file },
                [.. vulnerability.TextsAt("fix", "versions")],
                null,
                ScannerText.Address(vulnerability.TextAt("dataSource")),
                s_tools);
        }
    }

    private static IEnumerable<ScannerFinding> Ignored(Value match, FindingSubject whole)
    {
        var rule = match.ItemsAt("appliedIgnoreRules") is [var first, ..] ? first : null;
        var status = rule.TextAt("vex-status") is { Length: > 0 } vex ? vex : null;
        var why = ScannerText.Title(rule.TextAt("reason") is { Length: > 0 } reason ? reason : rule.TextAt("vex-justification"));
        return Of(match, whole).Select(f => f with { Accepted = $"{status ?? "ignored"}: {why ?? (status is null ? "a rule of Grype's configuration" : "a VEX document")}", IsStatement = status is "not_affected" or "fixed" });
    }
}
