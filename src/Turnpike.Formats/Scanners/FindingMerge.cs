namespace Turnpike.Formats.Scanners;

/// <summary>
/// Makes one finding of those that two tools have of the same: they share a name (a CVE, an advisory) and speak of the same
/// package of the same thing, or of the same line or resource.
/// </summary>
public static class FindingMerge
{
    /// <summary>In an order that does not depend on the order given.</summary>
    public static IReadOnlyList<ScannerFinding> Merge(IEnumerable<ScannerFinding> findings)
    {
        var merged = new List<ScannerFinding>();
        foreach (var group in findings.GroupBy(static f => KeyOf(f.Subject)))
        {
            MergeNames([.. group], merged);
        }

        return [.. merged.OrderBy(static f => f.Id, StringComparer.Ordinal).ThenBy(static f => KeyOf(f.Subject).ToString(), StringComparer.Ordinal)];
    }

    // Tools may differ in the file that a package was found in and in how the image was called; its digest they agree on.
    private static (string? Thing, string? Package, string? Version, string? File, int Line, string? Resource) KeyOf(FindingSubject subject) =>
        subject.Package is null
            ? (subject.Digest, null, null, subject.File, subject.Resource is null ? subject.Line : 0, subject.Resource)
            : (subject.Digest ?? subject.Artifact, subject.Package, subject.PackageVersion, null, 0, null);

    // Names are joined through each other: A with B and B with C are all three the same.
    private static void MergeNames(List<ScannerFinding> group, List<ScannerFinding> merged)
    {
        var leader = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var finding in group)
        {
            foreach (var alias in finding.Aliases)
            {
                leader[Find(leader, alias)] = Find(leader, finding.Id);
            }
        }

        merged.AddRange(group.GroupBy(f => Find(leader, f.Id), StringComparer.Ordinal).Select(static same => Join([.. same])));
    }

    private static string Find(Dictionary<string, string> leader, string name)
    {
        while (leader.TryGetValue(name, out var next) && next != name)
        {
            name = next;
        }

        return name;
    }

    private static ScannerFinding Join(List<ScannerFinding> same)
    {
        if (same.Count == 1)
        {
            return same[0];
        }

        var (id, aliases) = FindingName.Of(same.SelectMany(static f => f.Aliases.Prepend(f.Id)));
        return new ScannerFinding(
            id,
            aliases,
            same.Max(static f => f.Severity),
            same[0].Subject with { Artifact = First(same, static s => s.Artifact), File = First(same, static s => s.File) },
            [.. same.SelectMany(static f => f.FixedIn).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            same.Select(static f => f.Title).OfType<string>().Order(StringComparer.Ordinal).FirstOrDefault(),
            same.Select(static f => f.Address).OfType<string>().Order(StringComparer.Ordinal).FirstOrDefault(),
            [.. same.SelectMany(static f => f.Tools).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
    }

    private static string? First(List<ScannerFinding> same, Func<FindingSubject, string?> part) =>
        same.Select(f => part(f.Subject)).OfType<string>().Order(StringComparer.Ordinal).FirstOrDefault();
}
