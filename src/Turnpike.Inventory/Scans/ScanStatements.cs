using Turnpike.Formats.Scanners;

namespace Turnpike.Inventory.Scans;

/// <summary>What vendors and teams say of findings in documents of their own (OpenVEX).</summary>
internal sealed class ScanStatements
{
    private readonly Dictionary<string, List<(ScanState Report, ScannerFinding Said)>> _byName = new(StringComparer.Ordinal);

    public ScanStatements(IEnumerable<(ScanState Report, KeptScan Kept)> documents)
    {
        foreach (var (report, kept) in documents)
        {
            foreach (var said in kept.Targets.SelectMany(static t => t.Findings).Where(static f => f.ClosedAt is null).Select(static f => f.Finding))
            {
                foreach (var name in NamesOf(said))
                {
                    (_byName.TryGetValue(name, out var known) ? known : _byName[name] = []).Add((report, said));
                }
            }
        }
    }

    public static ScanStatements None { get; } = new([]);

    public static bool Are(ScanState report) => report.Form == ScannerReport.OpenVex;

    /// <summary>Why a finding does not count; null where nobody says so. Of several documents the one that was pushed last holds, within it what is said of the very package.</summary>
    public string? On(ScannedThing thing, ScannerFinding finding)
    {
        if (_byName.Count == 0)
        {
            return null;
        }

        var last = NamesOf(finding).SelectMany(n => _byName.GetValueOrDefault(n) ?? []).Where(s => SpeaksOf(s, thing, finding.Subject))
            .OrderBy(static s => s.Report.Position).ThenBy(static s => s.Said.Subject.Package is not null).ThenBy(static s => s.Said.Subject.PackageVersion is not null).LastOrDefault();
        return last.Said is { IsStatement: true } said ? said.Accepted : null;
    }

    private static IEnumerable<string> NamesOf(ScannerFinding finding) => finding.Aliases.Prepend(finding.Id);

    private static bool SpeaksOf((ScanState Report, ScannerFinding Said) statement, ScannedThing thing, FindingSubject subject)
    {
        var said = statement.Said.Subject;
        return (said.Package is null || said.Package == subject.Package)
            && (said.PackageVersion is null || said.PackageVersion == subject.PackageVersion)
            && (said.Digest is not null ? thing.Digests.Contains(said.Digest)
                : said.Artifact is not null ? thing.Kind == ScanTargetKind.Image && thing.Names.Append(thing.Name).Any(n => IsNamed(n, said.Artifact))
                // A package wherever it is: who says so has a word in that scope only.
                : thing.Scopes.Any(s => s == statement.Report.Key.Scope || s.StartsWith(statement.Report.Key.Scope + "/", StringComparison.Ordinal)));
    }

    // A name without a tag is of all images of the repository.
    private static bool IsNamed(string image, string said) => image == said || ImageName.Parse(image)?.Repository == said;
}
