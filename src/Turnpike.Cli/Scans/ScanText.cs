using System.Globalization;
using System.Text;
using Turnpike.Cli.Client;
using Turnpike.Formats.Scanners;
using Turnpike.Gate.Reports;
using Turnpike.Inventory.Scans;
using Turnpike.Server.Scans;

namespace Turnpike.Cli.Scans;

/// <summary>What scanners say, for people.</summary>
internal static class ScanText
{
    private const int UsesShown = 3;
    private const string Digest = "sha256:";
    private const int ShortDigest = 19;

    public static string Findings(IReadOnlyList<ScanFindingResource> found, ScanFindingPageResource all, Screen screen)
    {
        var lost = all.Lost == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"what {all.Lost} reports show is no longer kept: push them again\n");
        if (found.Count == 0)
        {
            return "no finding matches\n" + lost;
        }

        var table = Table.Write(
            ["SEVERITY", "ID", "IN", "FIXED IN", "RUNS IN", "TOOLS", "SINCE"],
            [.. found.Select(static f => new[] { Printed.Word(f.Severity), f.Id, Place(f), string.Join(", ", f.FixedIn), State(f) ?? Uses(f.Uses, f.UsesTotal, "nothing here"), string.Join(", ", f.Tools), Printed.Date(f.FirstSeen) })],
            screen.TableWidth);
        var rest = all.Total > found.Count ? string.Create(CultureInfo.InvariantCulture, $"; the {found.Count} worst are shown, --all shows them all") : "";
        return table + string.Create(CultureInfo.InvariantCulture, $"{all.Total} finding{(all.Total == 1 ? "" : "s")}: {Counts(all.Severities)}{rest}\n") + lost;
    }

    public static string Things(IReadOnlyList<ScannedThingResource> things, int? width) => things.Count == 0 ? "nothing was scanned\n" : Table.Write(
        ["KIND", "NAME", "FINDINGS", "PACKAGES", "RUNS IN", "TOOLS", "LAST SEEN"],
        [.. things.Select(static t => new[] { Printed.Word(t.Kind), t.Name, Counts(t.Severities), Number(t.Packages), Uses(t.Uses, t.UsesTotal, t.IsAttached ? "" : "nothing here"), string.Join(", ", t.Tools), Printed.Time(t.LastSeen) })],
        width);

    public static string Components(IReadOnlyList<ScannedComponentResource> found, int? width) => found.Count == 0 ? "no bill of materials names it\n" : Table.Write(
        ["PACKAGE", "VERSION", "IN", "RUNS IN"],
        [.. found.Select(static c => new[] { c.Package, c.Version ?? "", c.ThingName, Uses(c.Uses, c.UsesTotal, c.Kind == ScanTargetKind.Image ? "nothing here" : "") })],
        width);

    public static string Reports(IReadOnlyList<ScanReportResource> reports, int? width) => reports.Count == 0 ? "no report was pushed\n" : Table.Write(
        ["SCOPE", "PUSHED AS", "TOOL", "OF", "FINDINGS", "PACKAGES", "LAST PUSHED", ""],
        [.. reports.Select(static r => new[] { r.Scope, r.Name, $"{r.Tool} {r.ToolVersion}".TrimEnd(), Subject(r), Number(r.Open), Number(r.Packages), Printed.Time(r.ConfirmedAt), r.IsKept ? r.IsPartial ? "in part: " + string.Join("; ", r.Notes) : "" : "no longer kept" })],
        width);

    /// <summary>What a push of a report came to.</summary>
    public static IEnumerable<string> Receipt(string name, ScanReceiptResource scan)
    {
        var changes = scan.IsUnchanged ? "as it was" : string.Create(CultureInfo.InvariantCulture, $"{scan.Opened} new, {scan.Closed} gone");
        var packages = scan.Report.Packages > 0 ? string.Create(CultureInfo.InvariantCulture, $", {scan.Report.Packages} packages") : "";
        var accepted = scan.Report.Accepted > 0 ? string.Create(CultureInfo.InvariantCulture, $", {scan.Report.Accepted} accepted") : "";
        yield return Printable.Line($"received  {name}  {scan.Report.Tool} on {Subject(scan.Report)}: {(scan.Severities.Count == 0 ? "no findings" : Counts(scan.Severities))}{accepted}{packages}; {changes}");
        if (scan.AttachedTotal > 0)
        {
            yield return Printable.Line(string.Create(CultureInfo.InvariantCulture, $"  speaks of {scan.AttachedTotal} in the estate: {string.Join(", ", scan.Attached.Take(UsesShown).Select(static u => $"{u.Key} (by {Word(u.Link)})"))}{More(scan.AttachedTotal)}"));
        }

        if (scan.UnattachedTotal > 0)
        {
            yield return Printable.Line(string.Create(CultureInfo.InvariantCulture, $"  not in the estate, as far as it is known: {string.Join(", ", scan.Unattached.Take(UsesShown))}{More(scan.UnattachedTotal)}"));
        }

        foreach (var note in scan.Report.Notes)
        {
            yield return Printable.Line("  " + note);
        }
    }

    private static string Place(ScanFindingResource found)
    {
        var place = new StringBuilder(found.Package is { } package ? $"{package} {found.PackageVersion}".TrimEnd() : found.Resource ?? found.File ?? "");
        if (found is { Package: null, Line: { } line, File: not null, Resource: null })
        {
            place.Append(CultureInfo.InvariantCulture, $":{line}");
        }

        return place.Append(place.Length > 0 ? " of " : "").Append(found.ThingName).ToString();
    }

    private static string? State(ScanFindingResource found) => found.State switch
    {
        ScanFindingState.Accepted => "accepted: " + found.Why,
        ScanFindingState.Closed => "gone since " + Printed.Date(found.ClosedAt!.Value),
        _ => null,
    };

    // A repository that holds an image runs nothing; it comes last, and counts where it is alone.
    private static string Uses(IReadOnlyList<ScanUseResource> uses, int total, string none)
    {
        var running = uses.Where(static u => u.Link != ScanLink.Repository).ToList();
        return total == 0 ? none
            : running.Count == 0 ? $"{none}; held by {uses[0].Key}"
            : string.Join(", ", running.Take(UsesShown).Select(static u => u.Key)) + More(total - (uses.Count - running.Count));
    }

    // Of a digest its first digits, as people tell images apart.
    private static string Subject(ScanReportResource report) =>
        report.Subject.StartsWith(Digest, StringComparison.Ordinal) ? $"{report.Of} ({report.Subject[..Math.Min(report.Subject.Length, ShortDigest)]}…)" : report.Of;

    private static string More(int total) => total > UsesShown ? string.Create(CultureInfo.InvariantCulture, $" and {total - UsesShown} more") : "";

    private static string Counts(IReadOnlyDictionary<string, int> severities) => string.Join(", ", severities.Select(static s => string.Create(CultureInfo.InvariantCulture, $"{s.Value} {s.Key}")));

    private static string Word(ScanLink link) => Printed.Word(link);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
