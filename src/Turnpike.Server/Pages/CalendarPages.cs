using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using NodaTime.Text;
using Turnpike.Governance.Access;
using Turnpike.Governance.Calendar;
using Turnpike.Governance.Exceptions;
using Turnpike.Inventory;
using Turnpike.Server.Access;
using Turnpike.Server.Governance;
using Turnpike.Server.Identity;
using Turnpike.Server.Storage;
using Turnpike.Web.Calendar;
using Turnpike.Web.Layout;

namespace Turnpike.Server.Pages;

/// <summary>A month of what is planned and what ends, whether a scope may be changed, and addresses for calendar programs.</summary>
internal sealed class CalendarPages(Visits visits, CalendarProjection calendar, ExceptionProjection exceptions, CalendarFeeds feeds, PublicAddress address, EstateInventory inventory)
{
    private static readonly LocalDatePattern s_month = LocalDatePattern.CreateWithInvariantCulture("uuuu-MM");

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/calendar", ([FromServices] CalendarPages pages, HttpContext http) => pages.ShowAsync(http, 200)).Requires(Permission.ReadGovernance);
        routes.MapPost("/calendar/feeds", ([FromServices] CalendarPages pages, HttpContext http) => pages.AddFeedAsync(http)).Requires(Permission.ManageOwnTokens);
        routes.MapPost("/calendar/feeds/{id}/removal", ([FromServices] CalendarPages pages, HttpContext http, string id) => pages.RemoveFeedAsync(http, id)).Requires(Permission.ManageOwnTokens);
    }

    private async Task<IResult> ShowAsync(HttpContext http, int status, string? newFeed = null, string? feedFault = null)
    {
        var visit = visits.Of(http);
        var month = MonthOf(http, visit);
        var scope = http.Request.Query["scope"].ToString().Trim();
        return Rendered.Page<CalendarPage>(
            status,
            ("Visit", visit),
            ("Month", month),
            ("Items", Items(visit, month)),
            ("IsList", http.Request.Query["view"] == "list"),
            ("MayPlan", http.Caller().May(Permission.ManageCalendar)),
            ("Scope", scope),
            ("MayChange", scope.Length == 0 ? null : calendar.MayChange(scope, visit.Now)),
            ("Scopes", http.Caller().May(Permission.ReadEstate) ? [.. (await inventory.AtAsync(null, http.RequestAborted)).Scopes.Select(static s => s.Name)] : (IReadOnlyList<string>)[]),
            ("Feeds", http.Caller().May(Permission.ManageOwnTokens) ? await FeedsAsync(http) : null),
            ("NewFeed", newFeed),
            ("FeedFault", feedFault));
    }

    private IReadOnlyList<CalendarItem> Items(Visit visit, LocalDate month)
    {
        var from = visit.Zone.AtStartOfDay(month.PlusDays(-7)).ToInstant();
        var to = visit.Zone.AtStartOfDay(month.PlusMonths(1).PlusDays(7)).ToInstant();
        var planned = calendar.All().SelectMany(e => e.Between(from, to).Select(i => new CalendarItem(e.Id, e.Kind.ToString().ToLowerInvariant(), e.Title, i.Start, i.End, e.Scope)));
        var ends = exceptions.All()
            .Where(static e => e.RevokedBy is null)
            .Select(static e => (Exception: e, At: Instant.FromDateTimeOffset(e.Expires)))
            .Where(e => e.At >= from && e.At < to)
            .Select(static e => new CalendarItem(e.Exception.Id, "expiry", $"Exception ends: {e.Exception.Rule}", e.At, e.At, e.Exception.Subject));
        return [.. planned.Concat(ends)];
    }

    private async Task<IResult> AddFeedAsync(HttpContext http)
    {
        if (http.Caller().TokenId is not null)
        {
            return await ShowAsync(http, 403, feedFault: "A token does not make an address that outlives it: sign in.");
        }

        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var made = await feeds.AddAsync(http.Caller().Principal, form["name"].ToString().Trim(), http.RequestAborted);
        http.Response.Headers.CacheControl = "no-store";
        return made.Value is { } feed
            ? await ShowAsync(http, 201, new Uri(address.BaseFor(http.Request), $"calendar/{feed.Secret}/turnpike.ics").ToString())
            : await ShowAsync(http, 422, feedFault: made.Refusal!.Message);
    }

    private async Task<IResult> RemoveFeedAsync(HttpContext http, string id)
    {
        await feeds.RemoveAsync(http.Caller().Principal.Id, id, http.RequestAborted);
        return Rendered.SeeOther("/calendar?done=feed-removed");
    }

    private async Task<IReadOnlyList<FeedView>> FeedsAsync(HttpContext http) =>
        [.. (await feeds.OfAsync(http.Caller().Principal.Id, http.RequestAborted)).Select(static f => new FeedView(f.Id, f.Name, Moment.At(f.CreatedAt), Moment.At(f.UsedAt)))];

    private static LocalDate MonthOf(HttpContext http, Visit visit)
    {
        var asked = s_month.Parse(http.Request.Query["month"].ToString());
        var today = visit.Now.InZone(visit.Zone).Date;
        return asked.Success && asked.Value.Year is > 1970 and < 3000 ? asked.Value : new LocalDate(today.Year, today.Month, 1);
    }
}
