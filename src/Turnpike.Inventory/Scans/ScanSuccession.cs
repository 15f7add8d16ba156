using Turnpike.Formats.Scanners;

namespace Turnpike.Inventory.Scans;

/// <summary>
/// A report in the place of the one before it: what both show was first seen when the older one says, what only the older
/// one shows is closed.
/// </summary>
internal sealed class ScanSuccession
{
    private const int MaxClosed = 5_000;

    private readonly Dictionary<string, Queue<KeptFinding>> _before = new(StringComparer.Ordinal);
    private readonly HashSet<KeptFinding> _again = new(ReferenceEqualityComparer.Instance);
    private readonly DateTimeOffset _now;

    private ScanSuccession(IReadOnlyList<KeptFinding> before, DateTimeOffset now)
    {
        _now = now;
        foreach (var kept in before)
        {
            foreach (var key in KeysOf(kept.Finding))
            {
                (_before.TryGetValue(key, out var known) ? known : _before[key] = new Queue<KeptFinding>()).Enqueue(kept);
            }
        }
    }

    private int Opened { get; set; }

    /// <param name="before">What was kept of the report before; null for the first.</param>
    /// <param name="lastSeen">When that was last pushed.</param>
    /// <returns>What is to be kept, and how many findings were opened and closed by it.</returns>
    public static (KeptScan Kept, int Opened, int Closed) Next(KeptScan? before, DateTimeOffset lastSeen, ScannerReport report, DateTimeOffset now)
    {
        var known = (before?.Targets ?? []).GroupBy(static t => (t.Kind, t.Identity)).ToDictionary(static g => g.Key, static g => g.First());
        var targets = new List<KeptTarget>();
        var (opened, closed) = (0, 0);
        foreach (var target in report.Targets)
        {
            known.Remove((target.Kind, target.Identity), out var was);
            var succession = new ScanSuccession(was?.Findings ?? [], now);
            var shown = target.Findings.Select(succession.Take).ToList();
            var gone = Gone(was?.Findings.Where(f => !succession._again.Contains(f)) ?? [], report.IsPartial, lastSeen, now, ref closed);
            opened += succession.Opened;
            targets.Add(new KeptTarget(target.Kind, target.Name, target.Digests, target.Names, [.. shown, .. gone], report.IsPartial && target.Packages.Count == 0 ? was?.Packages ?? [] : target.Packages));
        }

        // An object that left its cluster, an image that nothing there runs any more.
        foreach (var was in known.Values.OrderBy(static t => t.Identity, StringComparer.Ordinal))
        {
            var gone = Gone(was.Findings, report.IsPartial, lastSeen, now, ref closed);
            if (gone.Count > 0)
            {
                targets.Add(was with { Findings = gone, Packages = report.IsPartial ? was.Packages : [] });
            }
        }

        return (new KeptScan(KeptScan.Version, targets), opened, closed);
    }

    private static List<KeptFinding> Gone(IEnumerable<KeptFinding> before, bool isPartial, DateTimeOffset lastSeen, DateTimeOffset now, ref int closed)
    {
        var gone = new List<KeptFinding>();
        foreach (var one in before)
        {
            var closes = !isPartial && one.ClosedAt is null;
            closed += closes && one.Finding.Accepted is null ? 1 : 0;
            gone.Add(closes ? one with { ClosedAt = now, LastSeen = lastSeen } : one);
        }

        return gone.Count(static f => f.ClosedAt is not null) <= MaxClosed ? gone : [.. gone.OrderByDescending(static f => f.ClosedAt ?? DateTimeOffset.MaxValue).Take(gone.Count(static f => f.ClosedAt is null) + MaxClosed)];
    }

    private KeptFinding Take(ScannerFinding finding)
    {
        foreach (var key in KeysOf(finding))
        {
            while (_before.TryGetValue(key, out var known) && known.TryDequeue(out var was))
            {
                if (_again.Add(was))
                {
                    Opened += was.ClosedAt is not null && finding.Accepted is null ? 1 : 0;
                    return new KeptFinding(finding, was.FirstSeen);
                }
            }
        }

        Opened += finding.Accepted is null ? 1 : 0;
        return new KeptFinding(finding, _now);
    }

    // A line moves and a package is upgraded while the fault stays; a tool that knows a finding again by itself knows best.
    private static IEnumerable<string> KeysOf(ScannerFinding finding)
    {
        var names = finding.Aliases.Where(static a => a.StartsWith("CVE-", StringComparison.Ordinal) || a.StartsWith("GHSA-", StringComparison.Ordinal)).Prepend(finding.Id).ToList();
        if (finding.Fingerprint is { } fingerprint)
        {
            yield return $"{finding.Id}\n{fingerprint}";
        }

        foreach (var name in names)
        {
            yield return $"{name}\n{finding.Subject.Package}\n{finding.Subject.Resource}\n{(finding.Subject.Package is null ? finding.Subject.File : "")}";
        }
    }
}
