namespace Turnpike.Formats.Scanners;

/// <summary>A package by its URL (purl), in so far as two tools agree on it.</summary>
internal static class PackageName
{
    /// <summary><c>pkg:deb/debian/openssl@3.0.1?arch=amd64</c> as <c>pkg:deb/debian/openssl</c> and <c>3.0.1</c>; what is no URL as it is.</summary>
    public static (string? Name, string? Version) Parse(string? purl, string? name, string? version)
    {
        if (purl is null || !purl.StartsWith("pkg:", StringComparison.Ordinal))
        {
            return (name, version);
        }

        var end = purl.IndexOfAny(['?', '#']);
        var plain = end < 0 ? purl : purl[..end];
        var at = plain.LastIndexOf('@');
        return at > plain.LastIndexOf('/')
            ? (Uri.UnescapeDataString(plain[..at]), Uri.UnescapeDataString(plain[(at + 1)..]))
            : (Uri.UnescapeDataString(plain), version);
    }
}
