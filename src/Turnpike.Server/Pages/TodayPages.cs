using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Turnpike.Delivery.Changes;
using Turnpike.Delivery.Deciding;
using Turnpike.Delivery.Judging;
using Turnpike.Governance;
using Turnpike.Governance.Access;
using Turnpike.Governance.Actions;
using Turnpike.Governance.Exceptions;
using Turnpike.Governance.People;
using Turnpike.Governance.Rights;
using Turnpike.Inventory;
using Turnpike.Server.Access;
using Turnpike.Server.Connections;
using Turnpike.Server.Identity;
using Turnpike.Web.Today;

namespace Turnpike.Server.Pages;

/// <summary>What needs whoever looks.</summary>
internal sealed class TodayPages(
    Visits visits,
    ChangeListing listing,
    ChangeProjection changes,
    ChangeStandings standings,
    DecisionRights rights,
    ExceptionProjection exceptions,
    ActionProjection actions,
    PeopleProjection people,
    EstateInventory inventory,
    OwnFindings own,
    EndingCertificates certificates,
    Happenings happenings,
    Looks looks,
    ConnectionProjection connections,
    SyncQueue queue,
    SyncOverview syncs,
    OwnDrift drift,
    PublicAddress address,
    TimeProvider time)
{
    private const int LatestChanges = 8;

    private static readonly TimeSpan s_late = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan s_soon = TimeSpan.FromDays(30);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", ([FromServices] TodayPages pages, HttpContext http) => pages.ShowAsync(http)).Requires(Permission.ReadChanges);
        routes.MapPost("/today/look", ([FromServices] TodayPages pages, HttpContext http) => pages.NoteAsync(http)).RequiresSignIn();
    }

    private async Task<IResult> ShowAsync(HttpContext http)
    {
        var caller = http.Caller();
        var now = time.GetUtcNow();
        var open = changes.Open().Select(c => (Change: c, Standing: standings.Of(c))).Reverse().ToList();
        var waiting = open.FindAll(c => c.Standing.State == ChangeState.Waiting);
        var estate = caller.May(Permission.ReadEstate) ? await inventory.AtAsync(null, http.RequestAborted) : null;
        var look = await looks.FindAsync(caller.Principal.Id, http.RequestAborted);
        var (findings, owned) = estate is null ? ([], 0) : own.Of(caller.Principal, estate, http.RequestAborted);
        var drifted = estate is null ? [] : await drift.OfAsync(caller.Principal, http.RequestAborted);
        var inForce = exceptions.All().Where(e => e.StateAt(now) == ExceptionState.Active).ToList();
        var view = new TodayView
        {
            Waiting = waiting.Count,
            WaitingSince = waiting.Count == 0 ? null : waiting.Min(c => c.Change.CreatedAt),
            Approved = open.Count(c => c.Standing.State == ChangeState.Approved),
            Failing = waiting.Count(c => c.Change.Judged.Verdict == Gate.Verdict.Fail),
            Resources = estate?.Count ?? 0,
            Scopes = estate?.Scopes.Count ?? 0,
            Week = happenings.WeekTo(now),
            Exceptions = inForce.Count,
            ForMe = [.. listing.ForMe(caller).Select(c => new WaitingChange(c.Change, c.Standing, Why(caller, c.Change)))],
            Mine = open.FindAll(c => c.Change.Judged.Author == caller.Principal.Id),
            Latest = standings.Search(new ChangeQuery(), LatestChanges).Items,
            Own = [.. findings.Select(f => new OwnFinding(f, look is not null && !look.Findings.Contains(f.Fingerprint.Value))).OrderByDescending(f => f.IsNew)],
            Owned = owned,
            Drift = [.. drifted.Select(d => new OwnDrifted(d, look is not null && !look.Findings.Contains(OwnDrift.MarkOf(d)))).OrderByDescending(d => d.IsNew)],
            Ending = [.. inForce.Where(e => e.Expires - now < s_soon).Select(e => (e, IsTheirs(caller.Principal, e))).OrderByDescending(e => e.Item2)],
            Actions = [.. actions.All().Where(a => a.State == ActionState.Open && a.Owner == caller.Principal.Id)],
            Late = estate is null ? [] : [.. LateScopes.Of(estate, inventory, now)],
            Certificates = estate is null ? [] : await certificates.OfAsync(estate, now, http.RequestAborted),
            FailedSyncs = estate is null ? [] : await FailedSyncsAsync(now, http.RequestAborted),
            LookedAt = look?.At,
            Since = look is null ? [] : happenings.Since(look.At, caller, estate),
            IsNew = changes.Count == 0 && (estate is null || estate.Count == 0),
            Server = address.BaseFor(http.Request).ToString().TrimEnd('/'),
        };
        return Rendered.Page<TodayPage>(200, ("Visit", visits.Of(http)), ("View", view));
    }

    // The page sends it when it was looked at for a moment; a button, that nothing of it is new any more.
    private async Task<IResult> NoteAsync(HttpContext http)
    {
        var caller = http.Caller();
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var estate = caller.May(Permission.ReadEstate) ? await inventory.AtAsync(null, http.RequestAborted) : null;
        var findings = estate is null ? [] : own.Of(caller.Principal, estate, http.RequestAborted).Findings;
        var isAll = form["all"] == "1";
        var drifted = estate is null ? [] : await drift.OfAsync(caller.Principal, http.RequestAborted);
        await looks.NoteAsync(caller.Principal.Id, [.. findings.Select(f => f.Fingerprint.Value), .. drifted.Select(OwnDrift.MarkOf)], isAll, http.RequestAborted);
        return isAll ? Rendered.SeeOther("/") : Results.NoContent();
    }

    private async Task<IReadOnlyList<FailedSync>> FailedSyncsAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var failed = new List<FailedSync>();
        var latest = await syncs.LatestAsync(cancellationToken);
        var states = (await queue.ListAsync(cancellationToken)).ToDictionary(static s => s.Connection, StringComparer.Ordinal);
        foreach (var connection in connections.All.Where(c => c.IsEnabled))
        {
            var last = latest.GetValueOrDefault(connection.Name);
            var state = states.GetValueOrDefault(connection.Name);
            if (last?.Outcome is SyncOutcome.Failed or SyncOutcome.Interrupted or SyncOutcome.Partial)
            {
                failed.Add(new FailedSync(connection.Name, last.Ended ?? last.Started, last.Says ?? "Its node stopped.", last.Outcome == SyncOutcome.Partial ? SyncTrouble.Partial : SyncTrouble.Failed));
            }
            else if (state is { Run: null, Next: { } due } && now - due > s_late)
            {
                failed.Add(new FailedSync(connection.Name, due, "It was due then, and no node has begun it: see whether one takes part in the jobs.", SyncTrouble.Late));
            }
        }

        return [.. failed.OrderBy(static f => f.Trouble)];
    }

    private string Why(Caller caller, Change change)
    {
        var approve = rights.Ask(caller.Principal, change.Request("approve"));
        var needed = approve.Rule?.Needed > 1 ? $", {approve.Rule.Needed} approvals needed" : "";
        return approve.IsAllowed ? $"Rule {approve.Rule!.Id} lets you approve it{needed}" : "You may reject it; approving is for somebody else";
    }

    private bool IsTheirs(Principal person, PolicyException exception) =>
        exception.Owner == person.Id || person.Teams.Contains(exception.Owner) || people.TeamsOf(person.Id).Contains(exception.Owner);
}
