using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Turnpike.Formats.Scanners;
using Turnpike.Governance.Access;
using Turnpike.Inventory.Scans;
using Turnpike.Server.Access;
using Turnpike.Server.Api;
using Turnpike.Server.Scans;
using Turnpike.Web.Scans;

namespace Turnpike.Server.Pages;

/// <summary>What scanners show: findings, what was scanned, what it is made of, and the reports that say so.</summary>
internal sealed class ScanPages(Visits visits, ScanEstate scans)
{
    private const int PageSize = 50;
    private const int MaxText = 500;

    // What links ask for beside the filters of the page, and what it is called there.
    private static readonly (string Name, string Words)[] s_further = [("resource", "Of"), ("image", "Image"), ("package", "Package"), ("id", "Id"), ("tool", "Tool"), ("scope", "Scope")];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/scans", ([FromServices] ScanPages pages, HttpContext http) => pages.FindingsAsync(http)).Requires(Permission.ReadEstate);
        routes.MapGet("/scans/things", ([FromServices] ScanPages pages, HttpContext http) => pages.ThingsAsync(http)).Requires(Permission.ReadEstate);
        routes.MapGet("/scans/components", ([FromServices] ScanPages pages, HttpContext http) => pages.ComponentsAsync(http)).Requires(Permission.ReadEstate);
        routes.MapGet("/scans/reports", ([FromServices] ScanPages pages, HttpContext http) => pages.ReportsAsync(http)).Requires(Permission.ReadEstate);
    }

    private async Task<IResult> FindingsAsync(HttpContext http)
    {
        var estate = await scans.AtAsync(http.RequestAborted);
        var asked = new ScanAsked
        {
            Text = Text(http, "q"),
            Severity = Word<FindingSeverity>(http, "severity"),
            Class = Word<FindingClass>(http, "class"),
            State = Text(http, "state") is ScanFilter.AllStates ? ScanFilter.AllStates : Word<ScanFindingState>(http, "state"),
            IsFixable = http.Request.Query["fixable"] == "1",
            IsUnattached = http.Request.Query["unattached"] == "1",
            Further = [.. s_further.Select(f => (f.Name, f.Words, Value: Text(http, f.Name)!)).Where(static f => f.Value is not null)],
        };
        var further = asked.Further.ToDictionary(static f => f.Name, static f => f.Value);
        var filter = new ScanFilter(
            further.GetValueOrDefault("resource"), further.GetValueOrDefault("image"), asked.Severity, asked.Class, further.GetValueOrDefault("package"), further.GetValueOrDefault("id"), further.GetValueOrDefault("tool"),
            further.GetValueOrDefault("scope"), asked.State, asked.IsUnattached ? false : null, asked.IsFixable ? true : null, asked.Text);
        var found = filter.TryQuery(estate, out var query) ? query.Find(estate).ToList() : [];
        var page = Cut(found, http, static f => f.Key);
        return Rendered.Page<ScansPage>(
            200,
            ("Visit", visits.Of(http)),
            ("Asked", asked),
            ("Found", page.Items),
            ("Total", found.Count),
            ("Severities", (IReadOnlyList<(FindingSeverity, int)>)[.. found.GroupBy(static f => f.Finding.Severity).OrderByDescending(static g => g.Key).Select(static g => (g.Key, g.Count()))]),
            ("Reports", estate.Reports.Count),
            ("Lost", estate.Lost.Count),
            ("Next", page.Next is null ? null : asked.Href(page.Next)));
    }

    private async Task<IResult> ThingsAsync(HttpContext http)
    {
        var estate = await scans.AtAsync(http.RequestAborted);
        var (search, isUnattached) = (Text(http, "q"), http.Request.Query["unattached"] == "1");
        var found = estate.Things.Where(t => (!isUnattached || !t.IsAttached) && (search is null || t.Names.Concat(t.Digests).Append(t.Name).Any(n => n.Contains(search, StringComparison.OrdinalIgnoreCase))))
            .OrderBy(static t => t.Id, StringComparer.Ordinal).ToList();
        var page = Cut(found, http, static t => t.Id);
        return Rendered.Page<ThingsPage>(
            200,
            ("Visit", visits.Of(http)),
            ("Things", page.Items),
            ("Total", found.Count),
            ("Search", search),
            ("IsUnattached", isUnattached),
            ("Next", page.Next is null ? null : Web.Elements.Address.Of("/scans/things", ("q", search), ("unattached", isUnattached ? "1" : null), ("after", page.Next))));
    }

    private async Task<IResult> ComponentsAsync(HttpContext http)
    {
        var estate = await scans.AtAsync(http.RequestAborted);
        var (name, version) = (Text(http, "name"), Text(http, "version"));
        var found = name is null ? [] : estate.Components(name, version).ToList();
        return Rendered.Page<ComponentsPage>(
            200,
            ("Visit", visits.Of(http)),
            ("Found", (IReadOnlyList<ScannedComponent>)[.. found.Take(PageSize * 2)]),
            ("Total", found.Count),
            ("Name", name),
            ("Version", version),
            ("Known", name is null ? estate.Things.SelectMany(static t => t.Packages).Distinct().Count() : 0),
            ("Things", estate.Things.Count(static t => t.Packages.Count > 0)));
    }

    private async Task<IResult> ReportsAsync(HttpContext http)
    {
        var estate = await scans.AtAsync(http.RequestAborted);
        var reports = estate.Reports.OrderBy(KeyOf, StringComparer.Ordinal).ToList();
        var page = Cut(reports, http, KeyOf);
        return Rendered.Page<ReportsPage>(
            200,
            ("Visit", visits.Of(http)),
            ("Reports", page.Items),
            ("Lost", estate.Lost),
            ("Total", reports.Count),
            ("Next", page.Next is null ? null : Web.Elements.Address.Of("/scans/reports", ("after", page.Next))));

        static string KeyOf(ScanState report) => SortKey.Of(report.ConfirmedAt, $"{report.Key.Scope}\n{report.Key.Tool}\n{report.Key.Subject}");
    }

    // An address that somebody has changed by hand begins at the beginning.
    private static Page<T> Cut<T>(IEnumerable<T> items, HttpContext http, Func<T, string> key) =>
        Paging.Cut(items, new PageRequest(PageSize, Text(http, "after") is { } after && Paging.Key(after) is not null ? after : null), key);

    private static string? Text(HttpContext http, string name) =>
        Query.Given(http.Request.Query[name]) is { } text ? text.Length <= MaxText || name == "after" ? text : text[..MaxText] : null;

    // A word that is none asks nothing.
    private static string? Word<T>(HttpContext http, string name)
        where T : struct, Enum => Text(http, name) is { } text && Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value.ToString().ToLowerInvariant() : null;
}
