using Turnpike.Values;

namespace Turnpike.Formats.Scanners;

/// <summary>Grype's own JSON.</summary>
internal static class GrypeReport
{
    private static readonly string[] s_tools = ["grype"];

    public static IEnumerable<ScannerFinding> Findings(Value report)
    {
        var target = report.At("source", "target");
        var name = (target as StringValue)?.Value ?? target.TextAt("userInput");
        var digest = TrivyReport.DigestOf(target.ItemsAt("repoDigests")) ?? target.TextAt("manifestDigest");
        foreach (var match in report.ItemsAt("matches"))
        {
            var vulnerability = match.At("vulnerability");
            var (id, aliases) = FindingName.Of([vulnerability.TextAt("id"), .. match.ItemsAt("relatedVulnerabilities").Select(static r => r.TextAt("id"))]);
            var artifact = match.At("artifact");
            var (package, version) = PackageName.Parse(artifact.TextAt("purl"), artifact.TextAt("name"), artifact.TextAt("version"));
            var file = artifact.ItemsAt("locations") is [var first, ..] ? first.TextAt("path") : null;
            yield return new ScannerFinding(
                id,
                aliases,
                FindingName.Severity(vulnerability.TextAt("severity")),
                new FindingSubject(digest, name, package, version, file),
                [.. vulnerability.ItemsAt("fix", "versions").OfType<StringValue>().Select(static v => v.Value)],
                null,
                vulnerability.TextAt("dataSource"),
                s_tools);
        }
    }
}
