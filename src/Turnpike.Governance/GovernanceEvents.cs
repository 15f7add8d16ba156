using Turnpike.Governance.Actions;
using Turnpike.Governance.Calendar;
using Turnpike.Governance.Decisions;
using Turnpike.Governance.Exceptions;
using Turnpike.Governance.People;
using Turnpike.Governance.Rights;
using Turnpike.Ledger.Events;

namespace Turnpike.Governance;

/// <summary>Every kind of event that governance records.</summary>
public static class GovernanceEvents
{
    public static IReadOnlyList<EventForm> All { get; } = [.. DecisionEvents.All, .. ExceptionEvents.All, .. ActionEvents.All, .. CalendarEvents.All, .. PeopleEvents.All, .. RightsEvents.All];
}
