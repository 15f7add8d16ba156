using System.Globalization;
using ChangePage = Turnpike.Web.Changes.ChangePage;
using Decided = Turnpike.Governance.Decisions.Verdict;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using NodaTime;
using Turnpike.Delivery.Changes;
using Turnpike.Delivery.Deciding;
using Turnpike.Delivery.Judging;
using Turnpike.Governance.Access;
using Turnpike.Governance.Calendar;
using Turnpike.Governance.Decisions;
using Turnpike.Governance.Rights;
using Turnpike.Server.Access;
using Turnpike.Server.Api;
using Turnpike.Web.Access;
using Turnpike.Web.Changes;
using Turnpike.Web.Elements;

namespace Turnpike.Server.Pages;

/// <summary>The list of changes, and a change to read.</summary>
internal sealed class ChangePages(
    Visits visits,
    ChangeListing listing,
    ChangeProjection changes,
    ChangeStandings standings,
    KeptPlans plans,
    KeptReports reports,
    DecisionProjection decisions,
    DecisionRights rights,
    CalendarProjection calendar,
    RadiusPicture radius)
{
    private const int PageSize = 50;
    private const int MaxLately = 500;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/changes", ([FromServices] ChangePages pages, HttpContext http) => pages.List(http)).Requires(Permission.ReadChanges);
        routes.MapGet("/changes/{id}", ([FromServices] ChangePages pages, HttpContext http, string id) => pages.ShowAsync(http, id)).Requires(Permission.ReadChanges);
        routes.MapGet("/changes/{id}/moved", ([FromServices] ChangePages pages, HttpContext http, string id) => pages.Moved(http, id)).Requires(Permission.ReadChanges);
        routes.MapGet("/changes/{id}/exceptions/new", ([FromServices] ChangePages pages, HttpContext http, string id) => pages.AskWaiverAsync(http, id)).Requires(Permission.GrantExceptions);
        ChangeForms.Map(routes);
    }

    /// <summary>The list that a change was come to from, as its address says.</summary>
    public static ChangesAsked ListOf(HttpContext http)
    {
        var words = QueryHelpers.ParseQuery(http.Request.Query["list"].ToString());
        return ChangesAsked.Read(name => words.GetValueOrDefault(name));
    }

    private IResult List(HttpContext http)
    {
        var asked = ChangesAsked.Read(name => http.Request.Query[name]);
        var from = NumberOf(http, "from");
        var caller = http.Caller();
        var (found, isCut) = listing.Of(asked, caller);
        var items = found.Skip(from).Take(PageSize).ToList();
        return Rendered.Page<ChangesPage>(
            200,
            ("Visit", visits.Of(http)),
            ("Asked", asked),
            ("Items", items),
            ("Total", found.Count),
            ("IsCut", isCut),
            ("From", from),
            ("Next", from + items.Count < found.Count ? asked.ListAddress(from + items.Count) : null),
            ("Scopes", Lately(c => c.Judged.Scope)),
            ("Authors", Lately(c => c.Judged.Author)),
            ("ForMe", caller.May(Permission.DecideChanges) ? asked.ForMe && asked == new ChangesAsked(ForMe: true) ? found.Count : listing.ForMe(caller).Count : 0));
    }

    public async Task<IResult> ShowAsync(HttpContext http, string id, RefusedForm? refused = null, int status = 200)
    {
        if (changes.Find(id) is not { } change)
        {
            return Missing(http, $"There is no change {id}.");
        }

        var list = ListOf(http);
        var plan = await plans.FindAsync(change, http.RequestAborted);
        var report = await reports.FindAsync(change, http.RequestAborted);
        IReadOnlyList<FindingView> findings = report is null ? [] : [.. report.Findings.Select(f => FindingView.Of(f, report.FailOn, isOfChange: true))];
        var diff = plan is null ? DiffView.Nothing : DiffView.Of(plan, findings, DiffOf(http));
        var verbs = VerbsOf(http.Caller(), change);
        if (IsPartOfDiff(http))
        {
            return Rendered.Page<DiffPart>(status, ("Visit", visits.Of(http)), ("Page", list.AddressOf(id)), ("Diff", diff), ("Findings", findings), ("MayWaive", change.End is null && verbs.Waive.IsAllowed));
        }

        var picture = await radius.OfAsync(change, http.RequestAborted);
        var now = standings.InputsNow(change);
        var visit = visits.Of(http);
        return Rendered.Page<ChangePage>(
            status,
            ("Visit", visit),
            ("Change", change),
            ("Standing", standings.Of(change)),
            ("Diff", diff),
            ("Findings", findings),
            ("Decisions", (IReadOnlyList<(Decision, Standing)>)[.. decisions.On(change.Subject).Select(d => (d, d.StandingFor(now)))]),
            ("Verbs", verbs),
            ("Closed", change.End is null ? ClosedAt(visit.Now, change) : null),
            ("List", list),
            ("Around", listing.Around(list, http.Caller(), change)),
            ("IsKept", plan is not null && report is not null),
            ("Radius", picture.Picture),
            ("Affected", picture.Count),
            ("RadiusNote", picture.Note),
            ("Rule", Query.Given(http.Request.Query["rule"])),
            ("Refused", refused),
            ("Seen", SeenOf(change)));
    }

    // A freeze is planned for a scope, or for an environment.
    private ChangeTime? ClosedAt(Instant now, Change change) =>
        new[] { change.Judged.Scope, change.Judged.Risk.Environment }.OfType<string>().Select(s => calendar.MayChange(s, now)).FirstOrDefault(static t => !t.IsAllowed);

    /// <summary>The form for an exception, by itself or for a place in the change's page.</summary>
    public async Task<IResult> AskWaiverAsync(HttpContext http, string id, string? fingerprint = null, string? refusal = null, IFormCollection? given = null, int status = 200)
    {
        fingerprint ??= http.Request.Query["finding"].ToString();
        if (changes.Find(id) is not { } change || await reports.FindAsync(change, http.RequestAborted) is not { } report || report.Findings.FirstOrDefault(f => f.Fingerprint.Value == fingerprint) is not { } finding)
        {
            return Missing(http, "The change has no such finding any more.");
        }

        var list = ListOf(http);
        return Rendered.Page<WaivePage>(
            status,
            ("Visit", visits.Of(http)),
            ("Change", change),
            ("Finding", FindingView.Of(finding, report.FailOn, isOfChange: true)),
            ("Page", list.AddressOf(id)),
            ("Action", Address.Of(Address.Under("/changes", id) + "/exceptions", ("list", list.Words))),
            ("Refusal", refusal),
            ("Reason", given?["reason"].ToString()),
            ("Owner", given?["owner"].ToString()),
            ("Expires", given?["expires"].ToString()));
    }

    private IReadOnlyList<string> Lately(Func<Change, string> what) =>
        [.. changes.Newest().Take(MaxLately).Select(what).Distinct(StringComparer.Ordinal).Take(PageSize).Order(StringComparer.Ordinal)];

    // What happened since a page was shown; nothing most of the time.
    private IResult Moved(HttpContext http, string id)
    {
        if (changes.Find(id) is not { } change)
        {
            return Results.NotFound();
        }

        var seen = http.Request.Query["seen"].ToString();
        var what = new List<(string By, string Did)>();
        if (seen != SeenOf(change))
        {
            var after = long.TryParse(seen.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var position) ? position : long.MaxValue;
            what.AddRange(change.Comments.Where(c => c.Position > after).Select(c => (c.By, "said something")));
            what.AddRange(decisions.On(change.Subject).Where(d => d.Position > after && d.RevokedBy is null).Select(d => (d.By, d.Verdict == Decided.Approve ? "approved it" : "rejected it")));
            if (change.End is { } end)
            {
                what.Add((end.By, end.Kind switch { ChangeState.Applied => "says it is applied", ChangeState.Withdrawn => "withdrew it", _ => "superseded it" }));
            }
        }

        return Rendered.Page<ChangeMoved>(200, ("HasMoved", seen != SeenOf(change)), ("State", standings.Of(change).State), ("What", what), ("Page", ListOf(http).AddressOf(id)));
    }

    private string SeenOf(Change change)
    {
        var made = decisions.On(change.Subject);
        var last = Math.Max(change.LastPosition, made.Count == 0 ? -1 : made.Max(d => d.Position));
        return string.Create(CultureInfo.InvariantCulture, $"{last}.{made.Count(d => d.RevokedBy is not null)}.{standings.Of(change).State}");
    }

    private ChangeVerbs VerbsOf(Caller caller, Change change)
    {
        Answer Ask(Permission permission, string verb) =>
            !caller.May(permission) ? Answer.No : rights.Ask(caller.Principal, change.Request(verb)) is var answer ? new Answer(answer.IsAllowed, answer.Why) : Answer.No;
        var isTheirs = caller.May(Permission.Push) && caller.RefusalToPush(change.Judged.Scope) is null;
        var mayRevoke = Ask(Permission.DecideChanges, "revoke").IsAllowed;
        return new ChangeVerbs(
            Ask(Permission.DecideChanges, "approve"),
            Ask(Permission.DecideChanges, "reject"),
            Ask(Permission.GrantExceptions, "grant-exception"),
            isTheirs && (change.Judged.Author == caller.Principal.Id || Ask(Permission.Push, "withdraw").IsAllowed),
            isTheirs,
            isTheirs,
            change.End is not null || !caller.May(Permission.DecideChanges) ? new HashSet<string>()
                : decisions.On(change.Subject).Where(d => d.RevokedBy is null && (mayRevoke || d.By == caller.Principal.Id)).Select(d => d.Id).ToHashSet());
    }

    private static DiffAsked DiffOf(HttpContext http)
    {
        var asked = http.Request.Query;
        return new DiffAsked(
            asked["group"].ToString() switch { "module" => DiffGrouping.Module, "type" => DiffGrouping.Type, _ => DiffGrouping.Action },
            Query.Given(asked["find"]),
            Query.Given(asked["do"]),
            asked["only"] == "findings",
            asked.ContainsKey("open") ? asked["open"].ToString() : null,
            NumberOf(http, "from"),
            asked["whole"] == "1",
            Query.Given(asked["one"]));
    }

    // What is asked for in place of a part of the page needs none of the rest. A whole page comes from the browser's history.
    private static bool IsPartOfDiff(HttpContext http) =>
        http.Request.Headers.ContainsKey("HX-Request") && !http.Request.Headers.ContainsKey("HX-History-Restore-Request") && !http.Request.Query.ContainsKey("rule");

    private IResult Missing(HttpContext http, string detail) => Rendered.Page<RefusedPage>(404, ("Visit", visits.Of(http)), ("Status", 404), ("Detail", detail));

    private static int NumberOf(HttpContext http, string name) => int.TryParse(http.Request.Query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
