using Turnpike.Ledger.Events;

namespace Turnpike.Inventory.Ownership;

/// <param name="Match">A key, or a pattern of keys with <c>*</c>.</param>
/// <param name="Question">As <see cref="OwnershipQuestion"/>.</param>
/// <param name="Value">Null takes an earlier correction back.</param>
public sealed record OwnershipCorrected(string Match, string Question, string? Value, string Reason);

/// <summary>As <see cref="OwnershipRules"/>.</summary>
/// <param name="Names">By question; null: as they are unless somebody says otherwise.</param>
public sealed record OwnershipRulesSet(
    IReadOnlyList<string> Order,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Keys,
    IReadOnlyList<OwnershipPlace> Places,
    IReadOnlyDictionary<string, IReadOnlyList<NormalName>>? Names = null)
{
    internal static OwnershipRulesSet Of(OwnershipRules rules) => new(
        [.. rules.Order.Select(static o => o.ToString())],
        new SortedDictionary<string, IReadOnlyList<string>>(rules.Keys.ToDictionary(static k => k.Key.ToString(), static k => k.Value), StringComparer.Ordinal),
        [.. rules.Places.Select(static p => new OwnershipPlace(p.Match, p.Question.ToString(), p.Value))],
        new SortedDictionary<string, IReadOnlyList<NormalName>>(rules.Names.ToDictionary(static n => n.Key.ToString(), static n => n.Value), StringComparer.Ordinal));

    /// <summary>What a later version may have added to questions and sources is passed over.</summary>
    internal OwnershipRules ToRules()
    {
        var rules = new OwnershipRules(
            [.. Order.Select(static o => Enum.TryParse<OwnershipSource>(o, out var source) ? source : (OwnershipSource?)null).OfType<OwnershipSource>()],
            Keys.Where(static k => Enum.TryParse<OwnershipQuestion>(k.Key, out _)).ToDictionary(static k => Enum.Parse<OwnershipQuestion>(k.Key), static k => k.Value),
            [.. Places.Where(static p => Enum.TryParse<OwnershipQuestion>(p.Question, out _)).Select(static p => new PlaceRule(p.Match, Enum.Parse<OwnershipQuestion>(p.Question), p.Value))]);
        return Names is null ? rules : rules with { Names = Names.Where(static n => Enum.TryParse<OwnershipQuestion>(n.Key, out _)).ToDictionary(static n => Enum.Parse<OwnershipQuestion>(n.Key), static n => n.Value) };
    }
}

public sealed record OwnershipPlace(string Match, string Question, string Value);

/// <summary>What the ledger records of who answers for what.</summary>
public static class OwnershipEvents
{
    public static EventForm<OwnershipCorrected> Corrected { get; } = new("ownership.corrected", 1, "Somebody said who owns a resource, or which environment, tier, cost centre, data class or lifecycle it has; that wins over every other source.");

    public static EventForm<OwnershipRulesSet> RulesSet { get; } = new("ownership.rules-set", 1, "Somebody laid down where owner, environment and the like are looked for, in which order, and what their values are called.");

    public static IReadOnlyList<EventForm> All { get; } = [Corrected, RulesSet];
}
