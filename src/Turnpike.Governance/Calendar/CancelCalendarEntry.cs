using Turnpike.Governance.Rights;
using Turnpike.Ledger;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;

namespace Turnpike.Governance.Calendar;

/// <summary>Takes an entry out of the calendar, by the same rights as planning it.</summary>
public sealed class CancelCalendarEntry(ProjectionFollower follower, CalendarProjection calendar, DecisionRights rights)
{
    public async Task<Outcome<CalendarEntry>> RunAsync(Principal principal, string id, string reason, DecisionRequest about, CancellationToken cancellationToken = default)
    {
        if (calendar.Find(id) is not { IsCancelled: false })
        {
            return new Refusal("not-found", $"There is no entry {id} in the calendar.");
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            return new Refusal("reason-missing", "Cancelling needs a reason.");
        }

        if (Wording.FaultOfText("reason", reason) is { } fault)
        {
            return fault;
        }

        if (rights.Ask(principal, about with { Verb = "plan" }) is { IsAllowed: false, Why: var why })
        {
            return new Refusal("not-allowed", $"{principal.Id} may not cancel this: {why}.");
        }

        await follower.AppendAsync(new StreamName("calendar/" + id), ExpectedVersion.Any, [CalendarEvents.Cancelled.Draft(new CalendarCancelled(id, reason), principal.Id)], cancellationToken);
        return calendar.Find(id)!;
    }
}
