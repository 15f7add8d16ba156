using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using NodaTime.Text;
using Turnpike.Delivery.Judging;
using Turnpike.Delivery.Standing;
using Turnpike.Governance.Access;
using Turnpike.Inventory;
using Turnpike.Inventory.Relations;
using Turnpike.Inventory.Search;
using Turnpike.Inventory.Snapshots;
using Turnpike.Ledger;
using Turnpike.Server.Access;
using Turnpike.Text;
using Turnpike.Web.Access;
using Turnpike.Web.Changes;
using Turnpike.Web.Estate;
using Turnpike.Web.Layout;

namespace Turnpike.Server.Pages;

/// <summary>The estate, now or as it was, and its resources.</summary>
internal sealed class EstatePages(Visits visits, EstateInventory inventory, StandingFindings standing, EventLedger ledger)
{
    private const int PageSize = 50;
    private const int MaxNeighbours = 60;
    private const int MaxDepth = 4;

    private DateTimeOffset? _first;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/estate", ([FromServices] EstatePages pages, HttpContext http) => pages.SearchAsync(http)).Requires(Permission.ReadEstate);
        routes.MapGet("/estate/resource", ([FromServices] EstatePages pages, HttpContext http) => pages.ShowAsync(http)).Requires(Permission.ReadEstate);
    }

    private async Task<IResult> SearchAsync(HttpContext http)
    {
        var visit = visits.Of(http);
        var at = Moment(http, visit);
        var text = http.Request.Query["q"].ToString();
        var estate = await inventory.AtAsync(at, http.RequestAborted);
        var faults = new DiagnosticBag();
        var query = EstateQuery.Parse(text, faults);
        var found = query is null ? new SearchPage([], 0, null, []) : estate.Search(query, PageSize, Text(http.Request.Query["after"]), http.RequestAborted);
        return Rendered.Page<EstatePage>(
            200,
            ("Visit", visit),
            ("Snapshot", estate),
            ("Found", found),
            ("Diagnostics", (IReadOnlyList<Diagnostic>)(query is null ? [.. faults] : [])),
            ("Query", text),
            ("At", at),
            ("First", at is null && estate.Count == 0 ? null : await FirstAsync(http.RequestAborted)));
    }

    private async Task<IResult> ShowAsync(HttpContext http)
    {
        var visit = visits.Of(http);
        var at = Moment(http, visit);
        var estate = await inventory.AtAsync(at, http.RequestAborted);
        if (!ResourceKey.TryParse(http.Request.Query["key"], out var key) || estate.Find(key) is not { } row)
        {
            var detail = at is null ? "The estate has no such resource now. It may have been there before: travel in time on the page of the estate." : "The estate had no such resource then.";
            return Rendered.Page<RefusedPage>(404, ("Visit", visit), ("Status", 404), ("Detail", detail));
        }

        var view = http.Request.Query["view"].ToString() is "relations" or "history" ? http.Request.Query["view"].ToString() : "";
        var parameters = new List<(string, object?)>
        {
            ("Visit", visit), ("Row", row), ("View", view), ("At", at), ("First", await FirstAsync(http.RequestAborted)),
            ("DependsOn", estate.DependsOn(row)), ("UsedBy", estate.UsedBy(row)),
            ("Source", estate.Scopes.FirstOrDefault(s => s.Name == key.Scope)?.Sources.FirstOrDefault(s => s.Name == row.Source)),
        };
        switch (view)
        {
            case "relations":
                parameters.AddRange(Relations(http, estate, row, at));
                break;
            case "history":
                parameters.Add(("History", await inventory.HistoryAsync(key, cancellationToken: http.RequestAborted)));
                break;
            default:
                parameters.Add(("Findings", (IReadOnlyList<FindingView>)(at is null ? [.. standing.On(key).Select(f => FindingView.Of(f, PoliciesInForce.FailOn, isOfChange: false))] : [])));
                parameters.Add(("Resource", await estate.LoadAsync([row], http.RequestAborted) is [var loaded] ? loaded : null));
                break;
        }

        return Rendered.Page<ResourcePage>(200, parameters);
    }

    private static IEnumerable<(string, object?)> Relations(HttpContext http, EstateSnapshot estate, ResourceRow row, DateTimeOffset? at)
    {
        var depth = Math.Clamp(int.TryParse(http.Request.Query["depth"], NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : 1, 1, MaxDepth);
        var to = Text(http.Request.Query["to"]);
        var (path, note) = to is null ? (null, null) : Way(estate, row, to);
        var near = estate.Neighbours(row, depth, MaxNeighbours);
        IReadOnlyList<Relation> relations = path is null ? near.Relations : [.. near.Relations.Union(path.Relations)];
        return [("Picture", RelationsPicture.Of(row, relations, path?.Relations ?? [], at)), ("CutBecause", near.CutBecause), ("Depth", depth), ("To", to), ("PathNote", note)];
    }

    private static (EstatePath? Path, string Note) Way(EstateSnapshot estate, ResourceRow row, string to)
    {
        if (estate.FindAny(to, 1) is not [var other])
        {
            return (null, $"The estate has no resource {to}.");
        }

        return estate.Path(row, other) is not { } path ? (null, $"No relations lead from here to {other.Key.Address}.") : (path, path.Kind switch
        {
            PathKind.DependsOn => $"It depends on {other.Key.Address}, over {path.Relations.Count} relations.",
            PathKind.UsedBy => $"{other.Key.Address} depends on it, over {path.Relations.Count} relations.",
            _ => $"It is related to {other.Key.Address} over {path.Relations.Count} relations; neither depends on the other.",
        });
    }

    // An exact moment from a link, or one that was typed in the viewer's zone.
    private static DateTimeOffset? Moment(HttpContext http, Visit visit)
    {
        var text = http.Request.Query["at"].ToString();
        if (text.EndsWith('Z') && InstantPattern.ExtendedIso.Parse(text) is { Success: true } exact)
        {
            return exact.Value.ToDateTimeOffset();
        }

        var local = LocalDateTimePattern.ExtendedIso.Parse(text.Length == 16 ? text + ":00" : text);
        return local.Success ? local.Value.InZoneLeniently(visit.Zone).ToDateTimeOffset() : null;
    }

    private async Task<DateTimeOffset> FirstAsync(CancellationToken cancellationToken)
    {
        if (_first is null)
        {
            await foreach (var entry in ledger.ReadAsync(0, cancellationToken))
            {
                _first = entry.RecordedAt;
                break;
            }
        }

        return _first ?? DateTimeOffset.UnixEpoch;
    }

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;
}
