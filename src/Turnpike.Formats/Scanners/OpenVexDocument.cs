using System.Globalization;
using Turnpike.Values;

namespace Turnpike.Formats.Scanners;

/// <summary>
/// OpenVEX 0.0.1 and 0.2.0: what a vendor or a team says of findings. It finds nothing itself: what is not affected, or fixed,
/// is taken out of what scanners show. https://github.com/openvex/spec/blob/main/OPENVEX-SPEC.md
/// </summary>
internal static class OpenVexDocument
{
    public static ScannerReport Read(Value document, string name)
    {
        var said = document.ItemsAt("statements").SelectMany((s, i) => Of(s, i, document)).ToList();

        // The later of two statements on the same holds.
        var holding = said.GroupBy(static s => (s.Finding.Id, s.Finding.Subject)).Select(static g => g.OrderBy(static s => s.At).ThenBy(static s => s.Number).Last().Finding).ToList();
        var id = ScannerText.Name(document.TextAt("@id")) ?? name;
        var unclear = said.Count(static s => s.Finding.Subject == new FindingSubject());
        return new ScannerReport(ScannerReport.OpenVex, ScannerReport.OpenVex, null, id, [new ScanTarget(ScanTargetKind.Other, id, [], []) { Findings = [.. holding.Where(static f => f.Subject != new FindingSubject()).OrderBy(static f => f.Id, StringComparer.Ordinal).ThenBy(static f => f.Subject.ToString(), StringComparer.Ordinal)] }])
        {
            Notes = unclear == 0 ? [] : [$"Products that cannot be known: {unclear}. A product is a package URL, or has one among its identifiers, or a sha-256 hash"],
        };
    }

    private static IEnumerable<(ScannerFinding Finding, DateTimeOffset At, int Number)> Of(Value statement, int number, Value document)
    {
        // Before 0.2.0 a vulnerability and a product were texts, and components stood beside the products.
        var vulnerability = statement.At("vulnerability");
        var (id, aliases) = FindingName.Of([(vulnerability as StringValue)?.Value, vulnerability.TextAt("name"), .. vulnerability.TextsAt("aliases")]);
        var (accepted, isOut) = Said(statement);
        var at = TimeOf(statement) ?? TimeOf(document) ?? default;
        foreach (var product in statement.ItemsAt("products").DefaultIfEmpty(Value.Null))
        {
            var subject = Subject(product);
            foreach (var component in product.ItemsAt("subcomponents").Concat(statement.ItemsAt("subcomponents")).DefaultIfEmpty(Value.Null))
            {
                var (package, version) = PackageName.Parse(Purl(component), null, null);
                yield return (new ScannerFinding(id, aliases, FindingSeverity.Unknown, package is null ? subject : subject with { Package = package, PackageVersion = version }, [], ScannerText.Title(vulnerability.TextAt("description")), null, [ScannerReport.OpenVex])
                {
                    Accepted = accepted,
                    IsStatement = isOut,
                }, at, number);
            }
        }
    }

    // An image by its digest or its name, anything else as a package.
    private static FindingSubject Subject(Value product)
    {
        if (Purl(product) is { } purl)
        {
            var (package, version) = PackageName.Parse(purl, null, null);
            if (!purl.StartsWith("pkg:oci/", StringComparison.Ordinal) && !purl.StartsWith("pkg:docker/", StringComparison.Ordinal))
            {
                return new FindingSubject { Package = package, PackageVersion = version };
            }

            var tag = PackageName.Qualifier(purl, "tag") ?? (ImageName.DigestOf(version) is null ? version : null);
            var image = ImageName.Parse(PackageName.Qualifier(purl, "repository_url") ?? package!["pkg:".Length..][(package.IndexOf('/', StringComparison.Ordinal) - "pkg:".Length + 1)..]);
            return new FindingSubject(ImageName.DigestOf(version), image is null ? package : tag is null ? image.Repository : $"{image.Repository}:{tag}");
        }

        return product.TextAt("hashes", "sha-256") is { } hash ? new FindingSubject(ImageName.DigestOf("sha256:" + hash)) : new FindingSubject();
    }

    private static string? Purl(Value thing) =>
        new[] { (thing as StringValue)?.Value, thing.TextAt("@id"), thing.TextAt("identifiers", "purl") }.FirstOrDefault(static t => t?.StartsWith("pkg:", StringComparison.Ordinal) == true);

    private static (string Says, bool IsOut) Said(Value statement)
    {
        var status = ScannerText.Name(statement.TextAt("status")) ?? "without a status";
        return (ScannerText.Said(status, statement.TextAt("justification"), statement.TextAt("impact_statement"), statement.TextAt("status_notes")), status is "not_affected" or "fixed");
    }

    private static DateTimeOffset? TimeOf(Value thing) =>
        DateTimeOffset.TryParse(thing.TextAt("last_updated") ?? thing.TextAt("timestamp"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
}
