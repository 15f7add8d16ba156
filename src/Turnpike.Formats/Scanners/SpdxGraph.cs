using Turnpike.Values;

namespace Turnpike.Formats.Scanners;

/// <summary>SPDX 3.0, a graph in JSON-LD: packages, vulnerabilities and what is said of them (VEX). https://spdx.github.io/spdx-spec/v3.0.1/</summary>
internal sealed class SpdxGraph
{
    private readonly Dictionary<string, Value> _byId = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<Value> _elements;
    private readonly string _tool;

    private SpdxGraph(Value document)
    {
        _elements = ElementsOf(document);
        foreach (var element in _elements)
        {
            if ((element.TextAt("spdxId") ?? element.TextAt("@id")) is { } id)
            {
                _byId.TryAdd(id, element);
            }
        }

        _tool = SpdxDocument.ToolName(Of("CreationInfo").SelectMany(c => Targets(c, "createdUsing")).FirstOrDefault().TextAt("name"));
    }

    /// <summary>The version of the specification; null where it says none.</summary>
    public static string? VersionOf(Value document) => ElementsOf(document).FirstOrDefault(static e => TypeOf(e) == "CreationInfo").TextAt("specVersion");

    public static ScannerReport Read(Value document, string name) => new SpdxGraph(document).Report(name);

    private ScannerReport Report(string name)
    {
        var packages = _elements.Where(static e => TypeOf(e) is "software_Package" or "ai_AIPackage" or "dataset_DatasetPackage").ToList();
        var main = Root();
        var named = Of("SpdxDocument").FirstOrDefault().TextAt("name");
        var target = main.TextAt("software_primaryPurpose") == "container" || Purl(main)?.StartsWith("pkg:oci/", StringComparison.Ordinal) == true
            ? SpdxDocument.Image(Purl(main), main.TextAt("name"), main.TextAt("software_packageVersion"), main.ItemsAt("verifiedUsing").Where(static h => h.TextAt("algorithm") == "sha256").Select(static h => h.TextAt("hashValue")))
            : new ScanTarget(ScanTargetKind.Code, ScannerText.Name(main.TextAt("name") ?? named) ?? ScannerText.Name(name)!, [], []);
        return new ScannerReport("spdx", _tool, null, target.Kind == ScanTargetKind.Image ? target.Identity : ScannerText.Name(named ?? main.TextAt("name")) ?? name,
        [
            target with
            {
                Findings = FindingMerge.Merge(Findings(new FindingSubject(target.Digest, target.Name), main)),
                Packages = PackageName.InOrder(packages.Where(p => !ReferenceEquals(p, main)).Select(static p => Named(p)).Where(static p => p.Name is not null).Select(static p => new ScannedPackage(p.Name!, p.Version))),
            },
        ]);
    }

    // A document's root may be a bill of materials, whose root is the thing itself.
    private Value? Root()
    {
        var roots = Of("SpdxDocument").SelectMany(d => Targets(d, "rootElement")).ToList();
        return roots.Concat(roots.SelectMany(r => Targets(r, "rootElement"))).Concat(Of("software_Sbom").SelectMany(s => Targets(s, "rootElement"))).FirstOrDefault(static r => TypeOf(r) == "software_Package");
    }

    private IEnumerable<ScannerFinding> Findings(FindingSubject whole, Value? main)
    {
        var severities = new Dictionary<Value, FindingSeverity>(ReferenceEqualityComparer.Instance);
        var said = new Dictionary<(Value Vulnerability, Value Package), string?>();
        foreach (var element in _elements)
        {
            var type = TypeOf(element);
            if (type == "Relationship" && element.TextAt("relationshipType") == "hasAssociatedVulnerability")
            {
                foreach (var pair in Targets(element, "to").SelectMany(v => Targets(element, "from").Select(p => (v, p))))
                {
                    said.TryAdd(pair, null);
                }
            }
            else if (type?.EndsWith("VulnAssessmentRelationship", StringComparison.Ordinal) == true && Targets(element, "from") is [var vulnerability, ..])
            {
                var severity = FindingName.Severity(element.TextAt("security_severity"));
                severities[vulnerability] = severities.TryGetValue(vulnerability, out var known) && known > severity ? known : severity;
                foreach (var package in type.StartsWith("security_Vex", StringComparison.Ordinal) ? Targets(element, "to") : [])
                {
                    said[(vulnerability, package)] = Accepted(type, element);
                }
            }
        }

        foreach (var ((vulnerability, package), accepted) in said)
        {
            var (id, aliases) = FindingName.Of([.. vulnerability.ItemsAt("externalIdentifier").Where(static i => i.TextAt("externalIdentifierType") is "cve" or "securityOther").Select(static i => i.TextAt("identifier")), vulnerability.TextAt("name")]);
            var (called, version) = ReferenceEquals(package, main) ? (null, null) : Named(package);
            yield return new ScannerFinding(id, aliases, severities.GetValueOrDefault(vulnerability), whole with { Package = called, PackageVersion = version }, [], ScannerText.Title(vulnerability.TextAt("summary") ?? vulnerability.TextAt("description")), null, [_tool])
            {
                Accepted = accepted,
                IsStatement = accepted is not null,
            };
        }
    }

    private static string? Accepted(string type, Value element)
    {
        var status = type is "security_VexNotAffectedVulnAssessmentRelationship" ? "not_affected" : type is "security_VexFixedVulnAssessmentRelationship" ? "fixed" : null;
        return status is null ? null : ScannerText.Said(status, element.TextAt("security_justificationType"), element.TextAt("security_impactStatement"), element.TextAt("security_statusNotes"));
    }

    private IEnumerable<Value> Of(string type) => _elements.Where(e => TypeOf(e) == type);

    private static IReadOnlyList<Value> ElementsOf(Value document) => document.At("@graph") is ArrayValue ? document.ItemsAt("@graph") : [document];

    // One id or a list of them; an element may also stand where its id would.
    private List<Value> Targets(Value element, string member) =>
        [.. (element.At(member) is ArrayValue ? element.ItemsAt(member) : element.At(member) is { } one ? [one] : []).Select(t => t is StringValue { Value: var id } ? _byId.GetValueOrDefault(id) : t as ObjectValue).OfType<Value>()];

    private static string? TypeOf(Value element) => element.TextAt("type") ?? element.TextAt("@type");

    private static (string? Name, string? Version) Named(Value package) => PackageName.Parse(Purl(package), package.TextAt("name"), package.TextAt("software_packageVersion"));

    private static string? Purl(Value? package) =>
        package.TextAt("software_packageUrl") ?? package.ItemsAt("externalIdentifier").FirstOrDefault(static i => i.TextAt("externalIdentifierType") == "packageUrl").TextAt("identifier");
}
