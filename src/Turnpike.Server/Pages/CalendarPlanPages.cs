using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Turnpike.Governance.Access;
using Turnpike.Governance.Calendar;
using Turnpike.Inventory;
using Turnpike.Ledger.Events;
using Turnpike.Server.Access;
using Turnpike.Server.Governance;
using Turnpike.Web.Access;
using Turnpike.Web.Calendar;
using Turnpike.Web.Elements;
using Turnpike.Web.Layout;

namespace Turnpike.Server.Pages;

/// <summary>Entries of the calendar: planned, changed, cancelled.</summary>
internal sealed class CalendarPlanPages(Visits visits, CalendarProjection calendar, PlanCalendarEntry plan, CancelCalendarEntry cancel, DecisionContext context, EstateInventory inventory, IdSource ids)
{
    private const int NextShown = 6;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/calendar/plan", ([FromServices] CalendarPlanPages pages, HttpContext http) => pages.AskAsync(http, 200, null, pages.New(http), null)).Requires(Permission.ManageCalendar);
        routes.MapPost("/calendar/plan", ([FromServices] CalendarPlanPages pages, HttpContext http) => pages.PlanAsync(http, null)).Requires(Permission.ManageCalendar);
        routes.MapGet("/calendar/entries/{id}", ([FromServices] CalendarPlanPages pages, HttpContext http, string id) => pages.Show(http, 200, id)).Requires(Permission.ReadGovernance);
        routes.MapGet("/calendar/entries/{id}/edit", ([FromServices] CalendarPlanPages pages, HttpContext http, string id) => pages.EditAsync(http, id)).Requires(Permission.ManageCalendar);
        routes.MapPost("/calendar/entries/{id}", ([FromServices] CalendarPlanPages pages, HttpContext http, string id) => pages.PlanAsync(http, id)).Requires(Permission.ManageCalendar);
        routes.MapPost("/calendar/entries/{id}/cancellation", ([FromServices] CalendarPlanPages pages, HttpContext http, string id) => pages.CancelAsync(http, id)).Requires(Permission.ManageCalendar);
    }

    private IResult Show(HttpContext http, int status, string id, string? fault = null, string? reason = null)
    {
        var visit = visits.Of(http);
        return calendar.Find(id) is not { } entry ? Missing(visit) : Rendered.Page<CalendarEntryPage>(
            status,
            ("Visit", visit), ("Entry", entry), ("Next", (IReadOnlyList<Interval>)[.. entry.Between(visit.Now, visit.Now + Duration.FromDays(3 * 366)).Take(NextShown)]),
            ("MayPlan", http.Caller().May(Permission.ManageCalendar)), ("Fault", fault), ("Reason", reason));
    }

    private async Task<IResult> AskAsync(HttpContext http, int status, string? id, CalendarDraft draft, string? fault, int changes = 0) => Rendered.Page<PlanPage>(
        status,
        ("Visit", visits.Of(http)), ("Id", id), ("Changes", changes), ("Draft", draft), ("Fault", fault),
        ("Scopes", (IReadOnlyList<string>)[.. (await inventory.AtAsync(null, http.RequestAborted)).Scopes.Select(static s => s.Name)]));

    private async Task<IResult> EditAsync(HttpContext http, string id) =>
        calendar.Find(id) is { IsCancelled: false } entry ? await AskAsync(http, 200, id, Of(entry), null, entry.Changes) : Missing(visits.Of(http));

    private async Task<IResult> PlanAsync(HttpContext http, string? id)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var draft = new CalendarDraft(
            form["kind"].ToString(), form["title"].ToString().Trim(), form["start"].ToString(), form["hours"].ToString().Trim(), form["zone"].ToString().Trim(),
            form["repeats"].ToString(), form["until"].ToString(), form["rule"].ToString().Trim(), form["scope"].ToString().Trim(), form["owner"].ToString().Trim());
        var seen = int.TryParse(form["changes"], NumberStyles.None, CultureInfo.InvariantCulture, out var changes) ? changes : 0;
        if (id is not null && calendar.Find(id) is { } now && now.Changes != seen)
        {
            return await AskAsync(http, 409, id, draft, "Somebody else has changed this entry since you began. Look at it as it is now, then keep yours or leave it.", now.Changes);
        }

        if (!Enum.TryParse<CalendarKind>(draft.Kind, ignoreCase: true, out var kind) || !double.TryParse(draft.Hours, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var hours) || hours is <= 0 or > 100_000)
        {
            return await AskAsync(http, 422, id, draft, "An entry needs a kind, and a length in hours such as 1.5.", seen);
        }

        var planned = new CalendarPlanned(id ?? ids(), kind, draft.Title, draft.Start.Length == 16 ? draft.Start + ":00" : draft.Start, (int)Math.Round(hours * 60), draft.Zone, RuleOf(draft), draft.Scope, draft.Owner);
        var done = await plan.RunAsync(http.Caller().Principal, planned, context.About("plan"), http.RequestAborted);
        return done.Value is { } entry ? Rendered.SeeOther(Address.Under("/calendar/entries", entry.Id) + "?done=planned") : await AskAsync(http, 422, id, draft, done.Refusal!.Message, seen);
    }

    private async Task<IResult> CancelAsync(HttpContext http, string id)
    {
        var reason = (await http.Request.ReadFormAsync(http.RequestAborted))["reason"].ToString();
        var done = await cancel.RunAsync(http.Caller().Principal, id, reason, context.About("plan"), http.RequestAborted);
        return done.Refusal is { } refusal ? Show(http, 422, id, refusal.Message, reason) : Rendered.SeeOther("/calendar?done=cancelled");
    }

    private static string? RuleOf(CalendarDraft draft) =>
        draft.Rule.Length > 0 ? draft.Rule
        : draft.Repeats.Length == 0 ? null
        : draft.Until.Length == 0 ? "FREQ=" + draft.Repeats
        : $"FREQ={draft.Repeats};UNTIL={draft.Until.Replace("-", "", StringComparison.Ordinal)}T235959";

    private CalendarDraft New(HttpContext http)
    {
        var visit = visits.Of(http);
        var start = visit.Now.InZone(visit.Zone).LocalDateTime.Date.PlusDays(1).At(new LocalTime(18, 0));
        return new CalendarDraft("window", "", start.ToString("uuuu-MM-dd'T'HH:mm", CultureInfo.InvariantCulture), "2", visit.Zone.Id, "", "", "", "", http.Caller().Principal.Id);
    }

    private static CalendarDraft Of(CalendarEntry e) => new(
        e.Kind.ToString().ToLowerInvariant(), e.Title, e.Start.ToString("uuuu-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture), e.Length.TotalHours.ToString("0.####", CultureInfo.InvariantCulture), e.Zone.Id,
        "", "", e.RecurrenceText ?? "", e.Scope, e.Owner);

    private static IResult Missing(Visit visit) => Rendered.Page<RefusedPage>(404, ("Visit", visit), ("Status", 404), ("Detail", "There is no such entry in the calendar, or it was cancelled."));
}
