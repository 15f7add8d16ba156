using Turnpike.Values;

namespace Turnpike.Formats.Scanners;

/// <summary>SPDX 2.3 as JSON: the packages that something is made of.</summary>
internal static class SpdxDocument
{
    public static IReadOnlyList<ScannedPackage> Packages(Value document) =>
        [.. document.ItemsAt("packages")
            .Select(static p => PackageName.Parse(Purl(p), p.TextAt("name"), p.TextAt("versionInfo")))
            .Where(static p => p.Name is not null)
            .Select(static p => new ScannedPackage(p.Name!, p.Version)).Distinct().OrderBy(static p => p.Name, StringComparer.Ordinal)];

    private static string? Purl(Value package) =>
        package.ItemsAt("externalRefs").FirstOrDefault(static r => r.TextAt("referenceType") == "purl").TextAt("referenceLocator");
}
