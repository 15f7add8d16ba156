using Turnpike.Ledger.Events;

namespace Turnpike.Governance.Actions;

/// <param name="Origin">What it comes from: a finding, an incident, a review, such as <c>incident/42</c>.</param>
public sealed record ActionOpened(string Id, string Title, string Owner, DateTimeOffset Due, string Origin);

/// <summary>Each property that is null stays as it is.</summary>
public sealed record ActionChanged(string Id, string? Owner, DateTimeOffset? Due, string Reason);

/// <param name="Evidence">What shows that it is done: a link, a change, an entry of the ledger.</param>
public sealed record ActionDone(string Id, string Evidence);

/// <param name="IsConfirmed">False sends it back to its owner.</param>
public sealed record ActionVerified(string Id, bool IsConfirmed, string Note);

/// <summary>What the ledger records of actions.</summary>
public static class ActionEvents
{
    public static EventForm<ActionOpened> Opened { get; } = new("action.opened", 1, "Something is to be done by somebody until a day.");

    public static EventForm<ActionChanged> Changed { get; } = new("action.changed", 1, "An action got another owner or another day.");

    public static EventForm<ActionDone> Done { get; } = new("action.done", 1, "The owner says that an action is done, and what shows it.");

    public static EventForm<ActionVerified> Verified { get; } = new("action.verified", 1, "Somebody else looked whether an action is done, and closed it or sent it back.");

    public static IReadOnlyList<EventForm> All { get; } = [Opened, Changed, Done, Verified];
}
