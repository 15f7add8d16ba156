using Turnpike.Delivery.Changes;
using Turnpike.Delivery.Deciding;
using Turnpike.Delivery.Judging;
using Turnpike.Governance.Access;
using Turnpike.Governance.Decisions;
using Turnpike.Governance.Rights;
using Turnpike.Server.Access;
using Turnpike.Web.Changes;

namespace Turnpike.Server.Pages;

/// <summary>The changes that somebody looks at, in their order: for the list, and for going from one to the next.</summary>
internal sealed class ChangeListing(ChangeProjection changes, ChangeStandings standings, DecisionProjection decisions, DecisionRights rights, TimeProvider time)
{
    // Filters look at no more than these, the newest; who looks for older ones asks by words of the title.
    private const int MaxLooked = 20_000;

    /// <returns>At most so many as were looked at; <c>IsCut</c> where there are more.</returns>
    public (IReadOnlyList<(Change Change, ChangeStanding Standing)> Items, bool IsCut) Of(ChangesAsked asked, Caller caller)
    {
        var isOpen = asked.ForMe || asked.IsOpen || asked.State is ChangeState.Waiting or ChangeState.Approved or ChangeState.Rejected;
        var looked = isOpen ? changes.Open() : [.. changes.Newest().Take(MaxLooked)];
        var query = new ChangeQuery(null, asked.Scope, asked.Verdict, asked.Author, asked.Text);
        var found = looked.Where(c => query.Matches(c) && IsAsked(asked, c)).Select(c => (Change: c, Standing: standings.Of(c))).Where(c => IsAsked(asked, c.Change, c.Standing, caller)).ToList();
        found.Sort((a, b) => Compare(asked.Order, a.Change, b.Change));
        return (found, looked.Count == MaxLooked);
    }

    /// <summary>Also for a change that the list does not hold any more, because it was decided on.</summary>
    public ChangeNeighbours Around(ChangesAsked asked, Caller caller, Change change)
    {
        var all = Of(asked, caller).Items;
        var at = 0;
        while (at < all.Count && Compare(asked.Order, all[at].Change, change) < 0)
        {
            at++;
        }

        var isThere = at < all.Count && all[at].Change.Id == change.Id;
        var next = isThere ? at + 1 : at;
        return new ChangeNeighbours(at > 0 ? all[at - 1].Change : null, next < all.Count ? all[next].Change : null, isThere ? at + 1 : null, all.Count);
    }

    /// <summary>Open changes that wait for a decision that the caller may make and has not made, the riskiest first.</summary>
    public IReadOnlyList<(Change Change, ChangeStanding Standing)> ForMe(Caller caller) => Of(new ChangesAsked(ForMe: true, Order: ChangeOrder.Riskiest), caller).Items;

    private bool IsAsked(ChangesAsked asked, Change change) =>
        (asked.MinRisk is null || change.Judged.Risk.Number >= asked.MinRisk)
        && (asked.MinDays is null || time.GetUtcNow() - change.CreatedAt >= TimeSpan.FromDays(asked.MinDays.Value));

    private bool IsAsked(ChangesAsked asked, Change change, ChangeStanding standing, Caller caller) =>
        (asked.State is null || standing.State == asked.State)
        && (!asked.IsOpen || change.End is null)
        && (!asked.ForMe || (standing.State == ChangeState.Waiting && WaitsFor(caller, change)));

    private bool WaitsFor(Caller caller, Change change)
    {
        if (!caller.May(Permission.DecideChanges) || !(rights.Ask(caller.Principal, change.Request("approve")).IsAllowed || rights.Ask(caller.Principal, change.Request("reject")).IsAllowed))
        {
            return false;
        }

        var now = standings.InputsNow(change);
        return !decisions.On(change.Subject).Any(d => d.By == caller.Principal.Id && d.StandingFor(now).Holds);
    }

    private static int Compare(ChangeOrder order, Change a, Change b) => order switch
    {
        ChangeOrder.Oldest => a.Position.CompareTo(b.Position),
        ChangeOrder.Riskiest when a.Judged.Risk.Number != b.Judged.Risk.Number => b.Judged.Risk.Number.CompareTo(a.Judged.Risk.Number),
        _ => b.Position.CompareTo(a.Position),
    };
}
