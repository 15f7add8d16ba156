using Turnpike.Ledger.Events;

namespace Turnpike.Governance.Rights;

/// <param name="Rules">All of them: what is not among them is no rule any more.</param>
public sealed record RightsDefined(IReadOnlyList<DecisionRule> Rules);

/// <summary>What the ledger records of decision rights.</summary>
public static class RightsEvents
{
    public static EventForm<RightsDefined> Defined { get; } = new("rights.defined", 1, "Who may decide what was laid down anew, in place of all rules before.");

    public static IReadOnlyList<EventForm> All { get; } = [Defined];
}
