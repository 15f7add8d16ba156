using NodaTime;
using Turnpike.Governance.Rights;
using Turnpike.Ledger;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;

namespace Turnpike.Governance.Calendar;

/// <summary>Puts an entry into the calendar, or replaces the one with its id, if the decision rights let this principal <c>plan</c>.</summary>
public sealed class PlanCalendarEntry(ProjectionFollower follower, CalendarProjection calendar, DecisionRights rights, TimeProvider time)
{
    public async Task<Outcome<CalendarEntry>> RunAsync(Principal principal, CalendarPlanned planned, DecisionRequest about, CancellationToken cancellationToken = default)
    {
        if (string.IsNullOrWhiteSpace(planned.Title) || string.IsNullOrWhiteSpace(planned.Scope) || string.IsNullOrWhiteSpace(planned.Owner))
        {
            return new Refusal("incomplete", "An entry needs a title, an owner and a scope; * stands for everything.");
        }

        if ((Wording.FaultOfId("an entry", planned.Id) ?? Wording.FaultOfText("title", planned.Title) ?? Wording.FaultOfName("scope", planned.Scope) ?? Wording.FaultOfName("owner", planned.Owner)) is { } malformed)
        {
            return malformed;
        }

        if (CalendarProjection.Read(planned, Instant.FromDateTimeOffset(time.GetUtcNow()), out var fault) is null)
        {
            return new Refusal("malformed", $"This cannot be planned: {fault}.");
        }

        if (rights.Ask(principal, about with { Verb = "plan" }) is { IsAllowed: false, Why: var why })
        {
            return new Refusal("not-allowed", $"{principal.Id} may not plan this: {why}.");
        }

        await follower.AppendAsync(new StreamName("calendar/" + planned.Id), ExpectedVersion.Any, [CalendarEvents.Planned.Draft(planned, principal.Id)], cancellationToken);
        return calendar.Find(planned.Id)!;
    }
}
