using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Turnpike.Delivery.Changes;
using Turnpike.Delivery.Deciding;
using Turnpike.Delivery.Judging;
using Turnpike.Governance.Access;
using Turnpike.Governance.Actions;
using Turnpike.Governance.Exceptions;
using Turnpike.Governance.Rights;
using Turnpike.Inventory;
using Turnpike.Inventory.Snapshots;
using Turnpike.Server.Access;
using Turnpike.Web.Today;

namespace Turnpike.Server.Pages;

/// <summary>What needs whoever looks.</summary>
internal sealed class TodayPages(
    Visits visits,
    ChangeProjection changes,
    ChangeStandings standings,
    DecisionRights rights,
    ExceptionProjection exceptions,
    ActionProjection actions,
    EstateInventory inventory,
    TimeProvider time)
{
    private const int LatestChanges = 8;

    private static readonly TimeSpan s_soon = TimeSpan.FromDays(30);
    private static readonly TimeSpan s_quiet = TimeSpan.FromDays(7);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/", ([FromServices] TodayPages pages, HttpContext http) => pages.ShowAsync(http)).Requires(Permission.ReadChanges);

    private async Task<IResult> ShowAsync(HttpContext http)
    {
        var caller = http.Caller();
        var now = time.GetUtcNow();
        var open = changes.Open().Select(c => (Change: c, Standing: standings.Of(c))).Reverse().ToList();
        var waiting = open.FindAll(c => c.Standing.State == ChangeState.Waiting);
        var estate = caller.May(Permission.ReadEstate) ? await inventory.AtAsync(null, http.RequestAborted) : null;
        return Rendered.Page<TodayPage>(
            200,
            ("Visit", visits.Of(http)),
            ("Waiting", waiting.Count),
            ("Approved", open.Count(c => c.Standing.State == ChangeState.Approved)),
            ("Failing", waiting.Count(c => c.Change.Judged.Verdict == Gate.Verdict.Fail)),
            ("Resources", estate?.Count ?? 0),
            ("Scopes", estate?.Scopes.Count ?? 0),
            ("ForMe", (IReadOnlyList<(Change, ChangeStanding)>)(caller.May(Permission.DecideChanges) ? waiting.FindAll(c => MayDecide(caller, c.Change)) : [])),
            ("Mine", (IReadOnlyList<(Change, ChangeStanding)>)open.FindAll(c => c.Change.Judged.Author == caller.Principal.Id)),
            ("Latest", standings.Search(new ChangeQuery(), LatestChanges).Items),
            ("Ending", (IReadOnlyList<PolicyException>)[.. exceptions.All().Where(e => e.StateAt(now) == ExceptionState.Active && e.Expires - now < s_soon)]),
            ("Actions", (IReadOnlyList<ActionItem>)[.. actions.All().Where(a => a.State == ActionState.Open && a.Owner == caller.Principal.Id)]),
            ("Quiet", (IReadOnlyList<ScopeState>)[.. (estate?.Scopes ?? []).Where(s => s.Sources.Count > 0 && now - s.ObservedAt > s_quiet)]));
    }

    private bool MayDecide(Caller caller, Change change) =>
        rights.Ask(caller.Principal, change.Request("approve")).IsAllowed || rights.Ask(caller.Principal, change.Request("reject")).IsAllowed;
}
