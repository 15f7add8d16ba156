using Turnpike.Ledger.Events;

namespace Turnpike.Inventory.Ownership;

/// <param name="Match">A key, or a pattern of keys with <c>*</c>.</param>
/// <param name="Question">As <see cref="OwnershipQuestion"/>.</param>
/// <param name="Value">Null takes an earlier correction back.</param>
public sealed record OwnershipCorrected(string Match, string Question, string? Value, string Reason);

/// <summary>As <see cref="OwnershipRules"/>.</summary>
public sealed record OwnershipRulesSet(IReadOnlyList<string> Order, IReadOnlyDictionary<string, IReadOnlyList<string>> Keys, IReadOnlyList<OwnershipPlace> Places);

public sealed record OwnershipPlace(string Match, string Question, string Value);

/// <summary>What the ledger records of who answers for what.</summary>
public static class OwnershipEvents
{
    public static EventForm<OwnershipCorrected> Corrected { get; } = new("ownership.corrected", 1, "Somebody said who owns a resource, or which environment, tier, cost centre, data class or lifecycle it has; that wins over every other source.");

    public static EventForm<OwnershipRulesSet> RulesSet { get; } = new("ownership.rules-set", 1, "Somebody laid down where owner, environment and the like are looked for, and in which order.");

    public static IReadOnlyList<EventForm> All { get; } = [Corrected, RulesSet];
}
