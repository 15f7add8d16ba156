using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Turnpike.Delivery.Changes;
using Turnpike.Delivery.Deciding;
using Turnpike.Delivery.Diffs;
using Turnpike.Delivery.Judging;
using Turnpike.Governance;
using Turnpike.Governance.Access;
using Turnpike.Governance.Decisions;
using Turnpike.Governance.Rights;
using Turnpike.Server.Access;
using Turnpike.Web.Changes;
using ChangePage = Turnpike.Web.Changes.ChangePage;
using Decided = Turnpike.Governance.Decisions.Verdict;

namespace Turnpike.Server.Pages;

/// <summary>The list of changes, a change, and what people say to it.</summary>
internal sealed class ChangePages(
    Visits visits,
    ChangeProjection changes,
    ChangeStandings standings,
    KeptPlans plans,
    KeptReports reports,
    DecisionProjection decisions,
    DecisionRights rights,
    RadiusPicture radius,
    DecideOnChange decide,
    CommentOnChange comment,
    WaiveFinding waive)
{
    private const int PageSize = 50;
    private const int DiffSize = 60;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/changes", ([FromServices] ChangePages pages, HttpContext http) => pages.List(http)).Requires(Permission.ReadChanges);
        routes.MapGet("/changes/{id}", ([FromServices] ChangePages pages, HttpContext http, string id) => pages.ShowAsync(http, id)).Requires(Permission.ReadChanges);
        routes.MapPost("/changes/{id}/decisions", ([FromServices] ChangePages pages, HttpContext http, string id) => pages.SayAsync(http, id)).Requires(Permission.Comment);
        routes.MapPost("/changes/{id}/exceptions", ([FromServices] ChangePages pages, HttpContext http, string id) => pages.WaiveAsync(http, id)).Requires(Permission.GrantExceptions);
    }

    private IResult List(HttpContext http)
    {
        var asked = http.Request.Query;
        var query = new ChangeQuery(
            Enum.TryParse<ChangeState>(asked["state"], ignoreCase: true, out var state) ? state : null,
            Text(asked["scope"]),
            Enum.TryParse<Gate.Verdict>(asked["verdict"], ignoreCase: true, out var verdict) ? verdict : null,
            Text(asked["author"]),
            Text(asked["q"]));
        var before = long.TryParse(asked["before"], NumberStyles.None, CultureInfo.InvariantCulture, out var position) ? position : (long?)null;
        var page = standings.Search(query, PageSize, before);
        var next = page.Next is { } at
            ? Turnpike.Web.Elements.Address.Of("/changes", ("q", query.Text), ("state", asked["state"]), ("verdict", asked["verdict"]), ("scope", query.Scope), ("author", query.Author), ("before", at.ToString(CultureInfo.InvariantCulture)))
            : null;
        return Rendered.Page<ChangesPage>(200, ("Visit", visits.Of(http)), ("Query", query), ("Items", page.Items), ("Next", next));
    }

    private async Task<IResult> ShowAsync(HttpContext http, string id, string? refusal = null, string? draft = null, int status = 200)
    {
        if (changes.Find(id) is not { } change)
        {
            return Rendered.Page<Web.Access.RefusedPage>(404, ("Visit", visits.Of(http)), ("Status", 404), ("Detail", $"There is no change {id}."));
        }

        var search = Text(http.Request.Query["q"]);
        var from = int.TryParse(http.Request.Query["from"], NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? at : 0;
        var plan = await plans.FindAsync(change, http.RequestAborted);
        var report = await reports.FindAsync(change, http.RequestAborted);
        var picture = await radius.OfAsync(change, http.RequestAborted);
        var now = standings.InputsNow(change);
        return Rendered.Page<ChangePage>(
            status,
            ("Visit", visits.Of(http)),
            ("Change", change),
            ("Standing", standings.Of(change)),
            ("Diff", plan is null ? new DiffPage([], null, 0) : PlanDiff.Of(plan, from, DiffSize, search)),
            ("Findings", report is null ? [] : (IReadOnlyList<FindingView>)[.. report.Findings.Select(f => FindingView.Of(f, report.FailOn, isOfChange: true))]),
            ("Decisions", (IReadOnlyList<(Decision, Standing)>)[.. decisions.On(change.Subject).Select(d => (d, d.StandingFor(now)))]),
            ("Approve", Ask(http, change, "approve")),
            ("Reject", Ask(http, change, "reject")),
            ("IsKept", plan is not null && report is not null),
            ("Radius", picture.Picture),
            ("Affected", picture.Count),
            ("RadiusNote", picture.Note),
            ("Search", search),
            ("Refusal", refusal),
            ("Draft", draft));
    }

    private async Task<IResult> SayAsync(HttpContext http, string id)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var caller = http.Caller();
        var reason = Text(form["reason"]);
        var verdict = form["verdict"].ToString();
        if (verdict == "comment")
        {
            var said = await comment.RunAsync(caller.Principal, id, reason ?? "", http.RequestAborted);
            return said.Refusal is null ? Back(id, "commented") : await RefusedAsync(http, id, said.Refusal, reason);
        }

        // Whoever may comment may not decide; the rights then say on what.
        if (!caller.May(Permission.DecideChanges))
        {
            return await RefusedAsync(http, id, new Refusal("not-allowed", "Your role does not decide on changes."), reason);
        }

        var seen = form.Where(f => f.Key.StartsWith("input.", StringComparison.Ordinal)).ToDictionary(f => f.Key["input.".Length..], f => f.Value.ToString());
        var outcome = await decide.RunAsync(caller.Principal, id, verdict == "approve" ? Decided.Approve : Decided.Reject, reason, seen, http.RequestAborted);
        return outcome.Refusal is null ? Back(id, verdict == "approve" ? "approved" : "rejected") : await RefusedAsync(http, id, outcome.Refusal, reason);
    }

    private async Task<IResult> WaiveAsync(HttpContext http, string id)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (!DateOnly.TryParseExact(form["expires"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return await RefusedAsync(http, id, new Refusal("expires-missing", "An exception needs the day on which it ends."), null);
        }

        var zone = visits.Of(http).Zone;
        var end = zone.AtStartOfDay(new NodaTime.LocalDate(day.Year, day.Month, day.Day).PlusDays(1)).ToDateTimeOffset();
        var outcome = await waive.RunAsync(http.Caller().Principal, id, form["fingerprint"].ToString(), form["reason"].ToString(), form["owner"].ToString(), end, http.RequestAborted);
        return outcome.Refusal is null ? Back(id, "waived") : await RefusedAsync(http, id, outcome.Refusal, null);
    }

    private Task<IResult> RefusedAsync(HttpContext http, string id, Refusal refusal, string? draft) =>
        ShowAsync(http, id, refusal.Message, draft, refusal.Code switch { "not-found" => 404, "not-allowed" => 403, "moved" or "conflict" => 409, _ => 422 });

    private (bool IsAllowed, string Why) Ask(HttpContext http, Change change, string verb)
    {
        var answer = rights.Ask(http.Caller().Principal, change.Request(verb));
        return (answer.IsAllowed, answer.Why);
    }

    private static IResult Back(string id, string done) => Rendered.SeeOther($"/changes/{Uri.EscapeDataString(id)}?done={done}");

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;
}
