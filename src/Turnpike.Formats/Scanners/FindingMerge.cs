namespace Turnpike.Formats.Scanners;

/// <summary>
/// Makes one finding of those that two tools have of the same: they share a name (a CVE, an advisory) and speak of the same
/// package of the same thing, or of the same line or resource.
/// </summary>
public static class FindingMerge
{
    /// <summary>In an order that does not depend on the order given.</summary>
    public static IReadOnlyList<ScannerFinding> Merge(IEnumerable<ScannerFinding> findings) =>
        [.. Group(findings).Select(Join).OrderBy(static f => f.Id, StringComparer.Ordinal).ThenBy(static f => KeyOf(f.Subject).ToString(), StringComparer.Ordinal)];

    /// <summary>Those that are the same, whoever found them.</summary>
    public static IEnumerable<IReadOnlyList<ScannerFinding>> Group(IEnumerable<ScannerFinding> findings) =>
        findings.GroupBy(static f => KeyOf(f.Subject)).SelectMany(static g => OfOneName([.. g]));

    /// <summary>One finding of several that are the same; at least one is given.</summary>
    public static ScannerFinding Join(IReadOnlyList<ScannerFinding> same)
    {
        if (same is [var only])
        {
            return only;
        }

        // What a statement on the thing says holds for all; what one tool was told to pass over, another may still find.
        var accepted = same.FirstOrDefault(static f => f is { Accepted: not null, IsStatement: true }) ?? (same.All(static f => f.Accepted is not null) ? same[0] : null);
        var (id, aliases) = FindingName.Of(same.SelectMany(static f => f.Aliases.Prepend(f.Id)));
        return new ScannerFinding(
            id,
            aliases,
            same.Max(static f => f.Severity),
            same[0].Subject with { Artifact = First(same, static s => s.Artifact), File = First(same, static s => s.File) },
            [.. same.SelectMany(static f => f.FixedIn).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            same.Select(static f => f.Title).OfType<string>().Order(StringComparer.Ordinal).FirstOrDefault(),
            same.Select(static f => f.Address).OfType<string>().Order(StringComparer.Ordinal).FirstOrDefault(),
            [.. same.SelectMany(static f => f.Tools).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)])
        {
            Class = same[0].Class,
            Accepted = accepted?.Accepted,
            IsStatement = accepted?.IsStatement ?? false,
            Fingerprint = same.Select(static f => f.Fingerprint).OfType<string>().Order(StringComparer.Ordinal).FirstOrDefault(),
        };
    }

    // Tools may differ in the file that a package was found in and in how the image was called; its digest they agree on.
    private static (string? Thing, string? Package, string? Version, string? File, int Line, string? Resource) KeyOf(FindingSubject subject) =>
        subject.Package is null
            ? (subject.Digest, null, null, subject.File, subject.Resource is null ? subject.Line : 0, subject.Resource)
            : (subject.Digest ?? subject.Artifact, subject.Package, subject.PackageVersion, null, 0, null);

    // Names are joined through each other: A with B and B with C are all three the same. An advisory of a distribution may
    // cover several CVEs, so that only names that are of one fault join.
    private static IEnumerable<IReadOnlyList<ScannerFinding>> OfOneName(IReadOnlyList<ScannerFinding> group)
    {
        if (group.Count == 1)
        {
            return [group];
        }

        var names = new SameNames();
        foreach (var finding in group)
        {
            foreach (var alias in finding.Aliases.Where(FindingName.IsOfOneFault))
            {
                names.Join(alias, finding.Id);
            }
        }

        return group.GroupBy(f => names.LeaderOf(f.Id), StringComparer.Ordinal).Select(static same => (IReadOnlyList<ScannerFinding>)[.. same]);
    }

    private static string? First(IReadOnlyList<ScannerFinding> same, Func<FindingSubject, string?> part) =>
        same.Select(f => part(f.Subject)).OfType<string>().Order(StringComparer.Ordinal).FirstOrDefault();
}
