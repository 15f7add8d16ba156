using System.Globalization;
using Turnpike.Formats.Scanners;
using Turnpike.Inventory.Snapshots;

namespace Turnpike.Inventory.Scans;

/// <summary>Makes one thing of what several tools scanned, and one finding of what several show.</summary>
internal sealed class ScanJoin(EstateSnapshot estate, ImageIndex images)
{
    private readonly ScanPlaces _places = new(estate);
    private ScanStatements _statements = ScanStatements.None;

    internal readonly record struct Part(ScanState Report, KeptTarget Target);

    public IReadOnlyList<ScannedThing> Join(IReadOnlyList<(ScanState Report, KeptScan Kept)> scans)
    {
        _statements = new ScanStatements(scans.Where(static s => ScanStatements.Are(s.Report)));
        var parts = scans.Where(static s => !ScanStatements.Are(s.Report)).SelectMany(static s => s.Kept.Targets.Select(t => new Part(s.Report, t))).ToList();
        var things = ImageGroups(parts.FindAll(static p => p.Target.Kind == ScanTargetKind.Image)).Select(g => Image(g))
            .Concat(parts.Where(static p => p.Target.Kind != ScanTargetKind.Image).GroupBy(IdOf, StringComparer.Ordinal).Select(g => Other(g.Key, [.. g])))
            .OrderBy(static t => t.Kind).ThenBy(static t => t.Name, StringComparer.Ordinal).ThenBy(static t => t.Id, StringComparer.Ordinal).ToList();

        // Two things of one name, such as a tag that moved, are told apart by their digests.
        return things;
    }

    // What is scanned of code speaks of its scope, a cluster goes by its name wherever its report was pushed.
    private static string IdOf(Part part) => part.Target.Kind switch
    {
        ScanTargetKind.Code => "code:" + part.Report.Key.Scope,
        ScanTargetKind.Cluster => "cluster:" + part.Target.Name,
        _ => $"other:{part.Report.Key.Scope}:{part.Target.Name}",
    };

    // One image where digests meet; a report without any is of the one image that has its name, if there is one.
    private static IEnumerable<IReadOnlyList<Part>> ImageGroups(List<Part> parts)
    {
        var images = new SameNames();
        foreach (var part in parts.Where(static p => p.Target.Digests.Count > 0))
        {
            foreach (var digest in part.Target.Digests)
            {
                images.Join(digest, part.Target.Digests[0]);
            }
        }

        var byName = parts.Where(static p => p.Target.Digests.Count > 0).SelectMany(p => NamesOf(p).Select(n => (Name: n, Id: images.LeaderOf(p.Target.Digests[0])))).Distinct().ToLookup(static n => n.Name, static n => n.Id, StringComparer.Ordinal);
        return parts.GroupBy(p => p.Target.Digests is [var first, ..] ? images.LeaderOf(first) : NamesOf(p).SelectMany(n => byName[n]).Distinct().ToList() is [var only] ? only : p.Target.Name, StringComparer.Ordinal)
            .Select(static g => (IReadOnlyList<Part>)[.. g.OrderBy(static p => p.Report.Key.Tool, StringComparer.Ordinal).ThenBy(static p => p.Report.Position)]);
    }

    private static IEnumerable<string> NamesOf(Part part) => part.Target.Names.Append(part.Target.Name);

    private ScannedThing Image(IReadOnlyList<Part> parts)
    {
        // Which digest comes first must not depend on which tool was first.
        var digests = parts.SelectMany(static p => p.Target.Digests.Take(1)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        digests.AddRange(parts.SelectMany(static p => p.Target.Digests).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Except(digests, StringComparer.Ordinal).ToList());
        var names = parts.SelectMany(static p => p.Target.Names).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var name = names is [var first, ..] ? first : parts[0].Target.Name;
        return Thing(digests is [var digest, ..] ? digest : name, ScanTargetKind.Image, name, digests, names, parts, images.Uses(digests, names));
    }

    private ScannedThing Other(string id, IReadOnlyList<Part> parts) => Thing(
        id, parts[0].Target.Kind, parts[0].Target.Kind == ScanTargetKind.Code ? parts[0].Report.Key.Scope : parts[0].Target.Name, [], [], parts, []);

    private ScannedThing Thing(string id, ScanTargetKind kind, string name, IReadOnlyList<string> digests, IReadOnlyList<string> names, IReadOnlyList<Part> parts, IReadOnlyList<ScanUse> uses)
    {
        var packages = parts.SelectMany(static p => p.Target.Packages).Distinct().OrderBy(static p => p.Name, StringComparer.Ordinal).ThenBy(static p => p.Version, StringComparer.Ordinal).ToList();
        var thing = new ScannedThing(
            id, kind, name, digests, names,
            [.. parts.Select(static p => p.Report.Key.Scope).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            [.. parts.Select(static p => p.Report).Distinct()], packages, uses);
        thing.Findings = Findings(thing, parts);
        return thing;
    }

    private List<ScanFinding> Findings(ScannedThing thing, IReadOnlyList<Part> parts)
    {
        var of = new Dictionary<ScannerFinding, (KeptFinding Kept, ScanState Report)>(ReferenceEqualityComparer.Instance);
        foreach (var part in parts)
        {
            foreach (var kept in part.Target.Findings)
            {
                var subject = kept.Finding.Subject with { Digest = thing.Id, Artifact = thing.Name };
                of[kept.Finding with { Subject = subject }] = (kept, part.Report);
            }
        }

        var found = new List<ScanFinding>();
        var keys = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var same in FindingMerge.Group(of.Keys))
        {
            var finding = One(thing, [.. same.Select(f => (f, of[f].Kept, of[f].Report))]);
            var number = keys[finding.Key] = keys.GetValueOrDefault(finding.Key) + 1;
            found.Add(number == 1 ? finding : finding with { Key = string.Create(CultureInfo.InvariantCulture, $"{finding.Key}\n{number}") });
        }

        return found;
    }

    // It is open while any tool shows it.
    private ScanFinding One(ScannedThing thing, IReadOnlyList<(ScannerFinding Finding, KeptFinding Kept, ScanState Report)> same)
    {
        var shown = same.Where(static s => s.Kept.ClosedAt is null).ToList();
        var merged = FindingMerge.Join([.. (shown.Count > 0 ? shown : same).Select(static s => s.Finding)]);
        if (_statements.On(thing, merged) is { } statement)
        {
            merged = merged with { Accepted = statement, IsStatement = true };
        }

        var state = shown.Count == 0 ? ScanFindingState.Closed : merged.Accepted is not null ? ScanFindingState.Accepted : ScanFindingState.Open;
        var subject = merged.Subject;
        var key = string.Create(CultureInfo.InvariantCulture, $"{9 - (int)merged.Severity}{merged.Id}\n{thing.Id}\n{subject.Package}\n{subject.PackageVersion}\n{subject.Resource}\n{subject.File}\n{subject.Line}");
        return new ScanFinding(
            key,
            merged with { Subject = subject with { Digest = thing.Digests is [var digest, ..] ? digest : null } },
            thing,
            state,
            merged.Accepted,
            same.Min(static s => s.Kept.FirstSeen),
            shown.Count > 0 ? shown.Max(static s => s.Report.ConfirmedAt) : same.Max(static s => s.Kept.LastSeen ?? s.Kept.ClosedAt!.Value),
            shown.Count > 0 ? null : same.Max(static s => s.Kept.ClosedAt),
            thing.Kind == ScanTargetKind.Image ? thing.Uses : _places.Of(thing.Kind, thing.Name, same[0].Report.Key.Scope, subject));
    }
}
