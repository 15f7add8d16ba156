using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Turnpike.Formats.Scanners;
using Turnpike.Governance.Access;
using Turnpike.Inventory.Scans;
using Turnpike.Server.Access;
using Turnpike.Server.Api;

namespace Turnpike.Server.Scans;

/// <summary>What scanners say of the estate.</summary>
internal static class ScanEndpoints
{
    private const int MaxText = 500;

    public static void Map(RouteGroupBuilder scans)
    {
        scans.MapGet("/findings", FindingsAsync).Requires(Permission.ReadEstate)
            .WithName("list-scan-findings").WithSummary("Vulnerabilities, misconfigurations, secrets and licences that scanners show, the worst first, each once with all tools that show it").Produces<ScanFindingPageResource>();
        scans.MapGet("/things", ThingsAsync).Requires(Permission.ReadEstate)
            .WithName("list-scanned-things").WithSummary("Images, code and clusters that were scanned, and what in the estate they are").Produces<Page<ScannedThingResource>>();
        scans.MapGet("/components", ComponentsAsync).Requires(Permission.ReadEstate)
            .WithName("list-components").WithSummary("Where a package is, by the bills of materials, and what runs it").Produces<Page<ScannedComponentResource>>();
        scans.MapGet("/reports", ReportsAsync).Requires(Permission.ReadEstate)
            .WithName("list-scan-reports").WithSummary("The reports that hold now: the newest of each tool and subject").Produces<Page<ScanReportResource>>();
    }

    private static async Task<IResult> FindingsAsync(HttpContext http, [AsParameters] ScanFilter filter, [AsParameters] PageRequest page, ScanEstate scans, CancellationToken cancellationToken)
    {
        var estate = await scans.AtAsync(cancellationToken);
        if (!filter.TryQuery(estate, out var query))
        {
            return Problems.NotFound($"There is no resource {filter.Resource}, or several go by that name. Keys are written scope//address.");
        }

        var found = query.Find(estate).ToList();
        var cut = Paging.Cut(found, page, static f => f.Key);
        return ETags.Answer(http, new ScanFindingPageResource([.. cut.Items.Select(ScanViews.Of)], cut.Next, found.Count, ScanViews.Severities(found), estate.Lost.Count));
    }

    private static async Task<IResult> ThingsAsync(
        HttpContext http,
        [FromQuery(Name = "kind")] string? kind,
        [FromQuery(Name = "image")] string? image,
        [FromQuery(Name = "scope")] string? scope,
        [FromQuery(Name = "attached")] bool? attached,
        [AsParameters] PageRequest page,
        ScanEstate scans,
        CancellationToken cancellationToken)
    {
        var wanted = Query.Enum<ScanTargetKind>("kind", kind);
        var query = new ScanQuery { Image = image };
        var things = (await scans.AtAsync(cancellationToken)).Things
            .Where(t => (wanted is null || t.Kind == wanted) && (scope is null || t.Scopes.Contains(scope)) && (attached is null || t.IsAttached == attached) && query.MatchesImage(t));
        return ETags.Answer(http, Paging.Cut(things.OrderBy(static t => t.Id, StringComparer.Ordinal), page, static t => t.Id).Select(ScanViews.Of));
    }

    private static async Task<IResult> ComponentsAsync(HttpContext http, [FromQuery(Name = "name")] string name, [FromQuery(Name = "version")] string? version, [AsParameters] PageRequest page, ScanEstate scans, CancellationToken cancellationToken)
    {
        if (name.Length is 0 or > MaxText || version is { Length: > MaxText })
        {
            throw RequestFault.Query("name", $"expected 1 to {MaxText} characters");
        }

        var found = (await scans.AtAsync(cancellationToken)).Components(name, Query.Given(version));
        return ETags.Answer(http, Paging.Cut(found.OrderBy(Key, StringComparer.Ordinal), page, Key).Select(ScanViews.Of));

        static string Key(ScannedComponent component) => $"{component.Package.Name}\n{component.Package.Version}\n{component.Thing.Id}";
    }

    private static async Task<IResult> ReportsAsync(HttpContext http, [FromQuery(Name = "scope")] string? scope, [FromQuery(Name = "tool")] string? tool, [AsParameters] PageRequest page, ScanEstate scans, CancellationToken cancellationToken)
    {
        var estate = await scans.AtAsync(cancellationToken);
        var reports = estate.Reports.Where(r => (scope is null || r.Key.Scope == scope) && (tool is null || r.Key.Tool == tool));
        return ETags.Answer(http, Paging.Cut(reports.OrderBy(Key, StringComparer.Ordinal), page, Key).Select(r => ScanViews.Of(r, !estate.Lost.Contains(r))));

        static string Key(ScanState report) => $"{report.Key.Scope}\n{report.Key.Tool}\n{report.Key.Subject}";
    }
}
