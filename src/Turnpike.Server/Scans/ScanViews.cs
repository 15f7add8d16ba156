using System.Globalization;
using System.Text.Json;
using Turnpike.Formats;
using Turnpike.Formats.Scanners;
using Turnpike.Inventory.Scans;
using Turnpike.Server.Api;
using Turnpike.Server.Estate;

namespace Turnpike.Server.Scans;

/// <summary>What scanners say, as the API shows it.</summary>
internal static class ScanViews
{
    private const int MaxUses = 20;

    public static ScanFindingResource Of(ScanFinding found) => new(
        found.Finding.Id,
        found.Finding.Aliases,
        found.Finding.Class,
        found.Finding.Severity,
        found.State,
        found.Why,
        found.Thing.Id,
        found.Thing.Name,
        found.Finding.Subject.Package,
        found.Finding.Subject.PackageVersion,
        found.Finding.FixedIn,
        found.Finding.Subject.File,
        found.Finding.Subject.Line > 0 ? found.Finding.Subject.Line : null,
        found.Finding.Subject.Resource,
        found.Finding.Title,
        found.Finding.Address,
        found.Finding.Tools,
        found.FirstSeen,
        found.LastSeen,
        found.ClosedAt,
        Of(found.Uses),
        found.Uses.Count);

    public static ScannedThingResource Of(ScannedThing thing) => new(
        thing.Id,
        thing.Kind,
        thing.Name,
        thing.Names,
        thing.Digests,
        thing.Scopes,
        [.. thing.Reports.Select(static r => r.Key.Tool).Distinct(StringComparer.Ordinal)],
        Severities(thing.Findings.Where(static f => f.State == ScanFindingState.Open)),
        thing.Findings.Count(static f => f.State == ScanFindingState.Accepted),
        thing.Packages.Count,
        thing.Reports.Max(static r => r.ConfirmedAt),
        thing.IsAttached,
        Of(thing.Uses),
        thing.Uses.Count);

    public static ScannedComponentResource Of(ScannedComponent component) => new(
        component.Package.Name, component.Package.Version, component.Thing.Id, component.Thing.Name, component.Thing.Kind, Of(component.Thing.Uses), component.Thing.Uses.Count);

    public static ScanReportResource Of(ScanState report, bool isKept) => new(
        report.Key.Scope, report.Name, report.Key.Tool, report.ToolVersion, report.Form, report.Key.Subject, report.Of, report.Open, report.Accepted, report.Packages, report.IsPartial, report.Notes, report.By,
        report.FirstAt, report.ObservedAt, report.ConfirmedAt, report.Position, isKept);

    public static ScanReceiptResource Of(ScanReceipt receipt, ScannedEstate estate)
    {
        var things = estate.Things.Where(t => t.Reports.Any(r => r.Key == receipt.Report.Key)).ToList();
        var shown = things.SelectMany(static t => t.Findings).Where(f => f.State == ScanFindingState.Open && f.Finding.Tools.Contains(receipt.Report.Key.Tool)).ToList();
        var uses = things.SelectMany(static t => t.Uses).Concat(shown.SelectMany(static f => f.Uses)).DistinctBy(static u => u.Resource.Key).ToList();
        var nowhere = things.Where(static t => t is { Kind: ScanTargetKind.Image, Uses.Count: 0 }).Select(NameOf)
            .Concat(shown.Where(static f => f.Thing.Kind != ScanTargetKind.Image && f.Uses.Count == 0).Select(PlaceOf)).Distinct(StringComparer.Ordinal).ToList();
        return new ScanReceiptResource(
            Of(receipt.Report, isKept: true), Severities(shown), receipt.Opened, receipt.Closed, receipt.IsUnchanged, Of(uses), uses.Count, [.. nowhere.Take(MaxUses)], nowhere.Count);
    }

    /// <summary>What became of a file of reports, which holds no resources of its own.</summary>
    public static SourceReceiptResource Of(string scope, string name, ScanOutcome.Received received, ScannedEstate estate) => new(
        scope, name, InputKind.ScannerReport.ToText(), 0, 0, 0, 0, received.Reports.All(static r => r.IsUnchanged), received.Reports.Max(static r => r.Report.Position), received.Reports.Max(static r => r.Report.ConfirmedAt),
        [.. received.Warnings.Select(ProblemDiagnostic.Of)], [.. received.Reports.Select(r => Of(r, estate))]);

    /// <summary>How many of each severity, the worst first; those of which there are none are left out.</summary>
    public static IReadOnlyDictionary<string, int> Severities(IEnumerable<ScanFinding> findings)
    {
        var counts = findings.GroupBy(static f => f.Finding.Severity).OrderByDescending(static g => g.Key);
        return new OrderedDictionary<string, int>(counts.Select(static g => KeyValuePair.Create(JsonNamingPolicy.KebabCaseLower.ConvertName(g.Key.ToString()), g.Count())));
    }

    private static IReadOnlyList<ScanUseResource> Of(IReadOnlyList<ScanUse> uses) =>
        [.. uses.Take(MaxUses).Select(static u => new ScanUseResource(u.Resource.Key.ToString(), u.Resource.Type, u.Resource.Name, u.Link))];

    private static string NameOf(ScannedThing thing) => thing.Digests is [var digest, ..] ? $"{thing.Name} ({digest[..19]}…)" : thing.Name;

    private static string PlaceOf(ScanFinding found) =>
        found.Finding.Subject is { Resource: { } resource } ? resource
        : found.Finding.Subject is { File: { } file, Line: var line } ? line > 0 ? string.Create(CultureInfo.InvariantCulture, $"{file}:{line}") : file
        : found.Finding.Subject.Package ?? found.Finding.Id;
}
