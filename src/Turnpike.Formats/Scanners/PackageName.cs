namespace Turnpike.Formats.Scanners;

/// <summary>A package by its URL (purl), in so far as two tools agree on it.</summary>
internal static class PackageName
{
    /// <summary><c>pkg:deb/debian/openssl@3.0.1?arch=amd64</c> as <c>pkg:deb/debian/openssl</c> and <c>3.0.1</c>; what is no URL as it is.</summary>
    public static (string? Name, string? Version) Parse(string? purl, string? name, string? version)
    {
        if (purl is null || !purl.StartsWith("pkg:", StringComparison.Ordinal))
        {
            return (ScannerText.Name(name), ScannerText.Name(version));
        }

        var end = purl.IndexOfAny(['?', '#']);
        var plain = end < 0 ? purl : purl[..end];
        var at = plain.LastIndexOf('@');
        return at > plain.LastIndexOf('/')
            ? (ScannerText.Name(Uri.UnescapeDataString(plain[..at])), ScannerText.Name(Uri.UnescapeDataString(plain[(at + 1)..])))
            : (ScannerText.Name(Uri.UnescapeDataString(plain)), ScannerText.Name(version));
    }

    /// <summary>A qualifier of a package URL: <c>tag</c>, <c>repository_url</c>.</summary>
    public static string? Qualifier(string? purl, string name)
    {
        var from = purl?.IndexOf('?', StringComparison.Ordinal) ?? -1;
        return from < 0 ? null : purl![(from + 1)..].Split('#')[0].Split('&')
            .Where(p => p.StartsWith(name + "=", StringComparison.Ordinal)).Select(p => Uri.UnescapeDataString(p[(name.Length + 1)..])).FirstOrDefault();
    }

    public static IReadOnlyList<ScannedPackage> InOrder(IEnumerable<ScannedPackage> packages) =>
        [.. packages.Distinct().OrderBy(static p => p.Name, StringComparer.Ordinal).ThenBy(static p => p.Version, StringComparer.Ordinal)];
}
