using Turnpike.Values;

namespace Turnpike.Formats.Scanners;

/// <summary>CycloneDX 1.4 to 1.6: components, and the vulnerabilities that are told with them (VEX).</summary>
internal static class CycloneDxBom
{
    public static ScannerReport Read(Value bom, string name)
    {
        var components = Components(bom);
        var main = bom.At("metadata", "component");
        var target = Target(main, name);
        var tool = ToolOf(bom);
        var whole = new FindingSubject(target.Digest, target.Name);
        var byReference = new Dictionary<string, Value>(StringComparer.Ordinal);
        foreach (var component in components.Prepend(main ?? Value.Null))
        {
            if (component.TextAt("bom-ref") is { } reference)
            {
                byReference.TryAdd(reference, component);
            }
        }

        return new ScannerReport("cyclonedx", tool, null, main is null ? name : target.Identity,
        [
            target with
            {
                Findings = FindingMerge.Merge(bom.ItemsAt("vulnerabilities").SelectMany(v => Of(v, whole, tool, byReference))),
                Packages = PackageName.InOrder(components.Where(static c => c.TextAt("type") is not ("file" or "operating-system"))
                    .Select(static c => PackageName.Parse(c.TextAt("purl"), NameOf(c), c.TextAt("version")))
                    .Where(static p => p.Name is not null).Select(static p => new ScannedPackage(p.Name!, p.Version))),
            },
        ]);
    }

    // Syft writes the digest as the version, Trivy among the properties, others in the package URL.
    private static ScanTarget Target(Value? main, string name)
    {
        var (purl, version) = (main.TextAt("purl"), main.TextAt("version"));
        var isOci = purl?.StartsWith("pkg:oci/", StringComparison.Ordinal) == true;
        if (main.TextAt("type") != "container" && !isOci)
        {
            return new ScanTarget(ScanTargetKind.Code, ScannerText.Name(main.TextAt("name")) ?? ScannerText.Name(name)!, [], []);
        }

        var properties = main.ItemsAt("properties").Where(static p => p.TextAt("name") is not null).ToLookup(static p => p.TextAt("name")!, static p => p.TextAt("value"), StringComparer.Ordinal);
        var repository = PackageName.Qualifier(purl, "repository_url");
        var tag = PackageName.Qualifier(purl, "tag");
        return ScanTarget.Image(
            main.TextAt("name") is { } called && tag is null && version is not null && ImageName.DigestOf(version) is null && !called.Contains(':', StringComparison.Ordinal) ? called + ":" + version : main.TextAt("name"),
            [.. properties["aquasecurity:trivy:RepoDigest"], PackageName.Parse(purl, null, null).Version, version, properties["aquasecurity:trivy:ImageID"].FirstOrDefault()],
            [.. properties["aquasecurity:trivy:RepoTag"], repository is not null && tag is not null ? repository + ":" + tag : null]);
    }

    private static IEnumerable<ScannerFinding> Of(Value vulnerability, FindingSubject whole, string tool, Dictionary<string, Value> components)
    {
        var (id, aliases) = FindingName.Of([vulnerability.TextAt("id"), .. vulnerability.ItemsAt("references").Select(static r => r.TextAt("id"))]);
        var severity = vulnerability.ItemsAt("ratings").Select(static r => FindingName.Severity(r.TextAt("severity"))).DefaultIfEmpty(FindingSeverity.Unknown).Max();
        var accepted = Accepted(vulnerability.At("analysis"));
        foreach (var affected in vulnerability.ItemsAt("affects").DefaultIfEmpty(Value.Null))
        {
            var reference = affected.TextAt("ref") ?? "";
            var component = components.GetValueOrDefault(reference);

            // Into another bill of materials: urn:cdx:serial/version#ref.
            var outside = component is null && reference.StartsWith("urn:cdx:", StringComparison.Ordinal) ? Uri.UnescapeDataString(reference[(reference.IndexOf('#', StringComparison.Ordinal) + 1)..]) : reference;
            var (package, version) = component is null ? PackageName.Parse(outside, outside.Length > 0 ? outside : null, null) : PackageName.Parse(component.TextAt("purl"), NameOf(component), component.TextAt("version"));
            var fixedIn = affected.ItemsAt("versions").Where(static v => v.TextAt("status") == "unaffected").Select(static v => v.TextAt("version")).OfType<string>();
            yield return new ScannerFinding(
                id, aliases, severity, whole with { Package = package, PackageVersion = version }, [.. fixedIn],
                ScannerText.Title(vulnerability.TextAt("description")), ScannerText.Address(vulnerability.TextAt("source", "url")), [tool])
            {
                Accepted = accepted,
                IsStatement = accepted is not null,
            };
        }
    }

    private static string? Accepted(Value? analysis)
    {
        var state = analysis.TextAt("state");
        return state is "not_affected" or "false_positive" or "resolved" or "resolved_with_pedigree" ? ScannerText.Said(state, analysis.TextAt("justification"), analysis.TextAt("detail")) : null;
    }

    private static string? NameOf(Value component) =>
        component.TextAt("name") is { } name ? component.TextAt("group") is { Length: > 0 } group ? group + "/" + name : name : null;

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
        return (tools is [var first, ..] ? ScannerText.Name(first.TextAt("name")) : null)?.ToLowerInvariant() ?? "cyclonedx";
    }
}
