using Turnpike.Values;

namespace Turnpike.Formats.Scanners;

/// <summary>SPDX 2.2 and 2.3: the packages that something is made of.</summary>
internal static class SpdxDocument
{
    public static ScannerReport Read(Value document, string name)
    {
        var packages = document.ItemsAt("packages");
        var described = Described(document);
        var main = packages.FirstOrDefault(p => p.TextAt("SPDXID") is { } id && described.Contains(id));
        var target = Target(main, document, name);
        return new ScannerReport("spdx", Tool(document), null, target.Kind == ScanTargetKind.Image ? target.Identity : ScannerText.Name(document.TextAt("name")) ?? name,
        [
            target with
            {
                Packages = PackageName.InOrder(packages.Where(p => !ReferenceEquals(p, main))
                    .Select(static p => PackageName.Parse(Purl(p), p.TextAt("name"), p.TextAt("versionInfo")))
                    .Where(static p => p.Name is not null).Select(static p => new ScannedPackage(p.Name!, p.Version))),
            },
        ]);
    }

    private static HashSet<string> Described(Value document) =>
    [
        .. document.TextsAt("documentDescribes"),
        .. document.ItemsAt("relationships").Where(static r => r.TextAt("relationshipType") == "DESCRIBES" && r.TextAt("spdxElementId") == "SPDXRef-DOCUMENT").Select(static r => r.TextAt("relatedSpdxElement")).OfType<string>(),
    ];

    private static ScanTarget Target(Value? main, Value document, string name)
    {
        var purl = main is null ? null : Purl(main);
        if (main.TextAt("primaryPackagePurpose") != "CONTAINER" && purl?.StartsWith("pkg:oci/", StringComparison.Ordinal) != true)
        {
            return new ScanTarget(ScanTargetKind.Code, ScannerText.Name(main.TextAt("name") ?? document.TextAt("name")) ?? ScannerText.Name(name)!, [], []);
        }

        return Image(purl, main.TextAt("name"), main.TextAt("versionInfo"), main.ItemsAt("checksums").Where(static c => c.TextAt("algorithm") == "SHA256").Select(static c => c.TextAt("checksumValue")));
    }

    /// <param name="hashes">SHA-256, in hex.</param>
    public static ScanTarget Image(string? purl, string? called, string? version, IEnumerable<string?> hashes)
    {
        var tag = PackageName.Qualifier(purl, "tag") ?? (ImageName.DigestOf(version) is null ? version : null);
        return ScanTarget.Image(
            called is not null && tag is not null && !called.Contains(':', StringComparison.Ordinal) ? called + ":" + tag : called,
            [PackageName.Parse(purl, null, null).Version, version, .. hashes.Select(static h => "sha256:" + h)],
            [PackageName.Qualifier(purl, "repository_url") is { } repository && tag is not null ? repository + ":" + tag : null]);
    }

    /// <summary>A tool without its version: <c>syft-1.9.0</c>.</summary>
    public static string ToolName(string? called)
    {
        var text = ScannerText.Name(called)?.ToLowerInvariant();
        var dash = text?.LastIndexOf('-') ?? -1;
        return text is null ? "spdx" : dash > 0 && dash + 1 < text.Length && char.IsAsciiDigit(text[dash + 1]) ? text[..dash] : text;
    }

    private static string Tool(Value document) =>
        ToolName(document.TextsAt("creationInfo", "creators").FirstOrDefault(static c => c.StartsWith("Tool:", StringComparison.Ordinal))?["Tool:".Length..]);

    private static string? Purl(Value package) =>
        package.ItemsAt("externalRefs").FirstOrDefault(static r => r.TextAt("referenceType") == "purl").TextAt("referenceLocator");
}
