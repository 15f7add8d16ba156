using Turnpike.Values;

namespace Turnpike.Formats.Scanners;

/// <summary>CycloneDX 1.4 to 1.6: components, and the vulnerabilities that are told with them.</summary>
internal static class CycloneDxBom
{
    public static IEnumerable<ScannerFinding> Findings(Value bom)
    {
        var components = Components(bom).Where(static c => c.TextAt("bom-ref") is not null).GroupBy(static c => c.TextAt("bom-ref")!, StringComparer.Ordinal).ToDictionary(static g => g.Key, static g => g.First(), StringComparer.Ordinal);
        var main = bom.At("metadata", "component");
        var subject = new FindingSubject(TrivyReport.DigestOf([Value.Of(main.TextAt("purl") is { } purl ? Uri.UnescapeDataString(purl.Split('?')[0]) : ""), Value.Of(main.TextAt("version") ?? "")]), main.TextAt("name"));
        var tool = ToolOf(bom);
        foreach (var vulnerability in bom.ItemsAt("vulnerabilities").Where(static v => v.TextAt("analysis", "state") is not ("not_affected" or "false_positive" or "resolved" or "resolved_with_pedigree")))
        {
            var (id, aliases) = FindingName.Of([vulnerability.TextAt("id"), .. vulnerability.ItemsAt("references").Select(static r => r.TextAt("id"))]);
            var severity = vulnerability.ItemsAt("ratings").Select(static r => FindingName.Severity(r.TextAt("severity"))).DefaultIfEmpty(FindingSeverity.Unknown).Max();
            foreach (var affected in vulnerability.ItemsAt("affects"))
            {
                var component = components.GetValueOrDefault(affected.TextAt("ref") ?? "");
                var (package, version) = PackageName.Parse(component.TextAt("purl") ?? affected.TextAt("ref"), component.TextAt("name"), component.TextAt("version"));
                var fixedIn = affected.ItemsAt("versions").Where(static v => v.TextAt("status") == "unaffected").Select(static v => v.TextAt("version")).OfType<string>();
                yield return new ScannerFinding(id, aliases, severity, subject with { Package = package, PackageVersion = version }, [.. fixedIn], null, vulnerability.TextAt("source", "url"), [tool]);
            }
        }
    }

    public static IReadOnlyList<ScannedPackage> Packages(Value bom) =>
        [.. Components(bom).Where(static c => c.TextAt("purl") is not null)
            .Select(static c => PackageName.Parse(c.TextAt("purl"), c.TextAt("name"), c.TextAt("version")))
            .Select(static p => new ScannedPackage(p.Name!, p.Version)).Distinct().OrderBy(static p => p.Name, StringComparer.Ordinal)];

    // A component may hold others. The list grows while it is walked, so that depth costs no stack.
    private static List<Value> Components(Value bom)
    {
        var found = new List<Value>(bom.ItemsAt("components"));
        for (var i = 0; i < found.Count; i++)
        {
            found.AddRange(found[i].ItemsAt("components"));
        }

        return found;
    }

    // A list of tools up to 1.4, an object with components since.
    private static string ToolOf(Value bom)
    {
        var tools = bom.ItemsAt("metadata", "tools") is { Count: > 0 } list ? list : bom.ItemsAt("metadata", "tools", "components");
        return (tools is [var first, ..] ? first.TextAt("name") : null)?.ToLowerInvariant() ?? "cyclonedx";
    }
}
