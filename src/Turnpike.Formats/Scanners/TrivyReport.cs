using Turnpike.Values;

namespace Turnpike.Formats.Scanners;

/// <summary>Trivy's own JSON: vulnerabilities, misconfigurations, secrets.</summary>
internal static class TrivyReport
{
    private static readonly string[] s_tools = ["trivy"];

    public static IEnumerable<ScannerFinding> Findings(Value report)
    {
        var artifact = report.TextAt("ArtifactName");
        var whole = new FindingSubject(DigestOf(report.ItemsAt("Metadata", "RepoDigests")), artifact);
        foreach (var result in report.ItemsAt("Results"))
        {
            var target = result.TextAt("Target");
            foreach (var item in result.ItemsAt("Vulnerabilities"))
            {
                var file = item.TextAt("PkgPath") ?? (result.TextAt("Class") == "lang-pkgs" ? target : null);
                yield return Vulnerability(item, whole with { File = file });
            }

            foreach (var item in result.ItemsAt("Misconfigurations").Where(static m => m.TextAt("Status") is null or "FAIL"))
            {
                var cause = item.At("CauseMetadata");
                var subject = whole with { File = target, Line = LineOf(cause.At("StartLine")), Resource = cause.TextAt("Resource") is { Length: > 0 } resource ? resource : null };
                yield return Rule([item.TextAt("AVDID"), item.TextAt("ID")], item, subject, item.TextAt("PrimaryURL"));
            }

            foreach (var item in result.ItemsAt("Secrets"))
            {
                yield return Rule([item.TextAt("RuleID")], item, whole with { File = target, Line = LineOf(item.At("StartLine")) }, null);
            }
        }
    }

    /// <summary>The first digest of <c>repository@sha256:…</c>.</summary>
    public static string? DigestOf(IEnumerable<Value> references) =>
        references.OfType<StringValue>().Select(static r => r.Value.LastIndexOf("sha256:", StringComparison.Ordinal) is >= 0 and var at ? r.Value[at..] : null).FirstOrDefault(static d => d is not null);

    public static int LineOf(Value? value) => value is NumberValue number && number.TryGetInt32(out var line) && line > 0 ? line : 0;

    private static ScannerFinding Vulnerability(Value item, FindingSubject subject)
    {
        var (id, aliases) = FindingName.Of([item.TextAt("VulnerabilityID"), .. item.ItemsAt("VendorIDs").OfType<StringValue>().Select(static v => v.Value)]);
        var (package, version) = PackageName.Parse(item.TextAt("PkgIdentifier", "PURL"), item.TextAt("PkgName"), item.TextAt("InstalledVersion"));
        var fixedIn = item.TextAt("FixedVersion")?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        return new ScannerFinding(id, aliases, FindingName.Severity(item.TextAt("Severity")), subject with { Package = package, PackageVersion = version }, fixedIn, item.TextAt("Title"), item.TextAt("PrimaryURL"), s_tools);
    }

    private static ScannerFinding Rule(string?[] names, Value item, FindingSubject subject, string? address)
    {
        var (id, aliases) = FindingName.Of(names);
        return new ScannerFinding(id, aliases, FindingName.Severity(item.TextAt("Severity")), subject, [], item.TextAt("Title"), address, s_tools);
    }
}
