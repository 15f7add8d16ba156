using Turnpike.Ledger;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;

namespace Turnpike.Inventory.Ownership;

/// <summary>Records what somebody knows better than tags and rules, and the rules themselves.</summary>
public sealed class CorrectOwnership(ProjectionFollower follower)
{
    private const int MaxText = 500;
    private const int MaxRules = 1_000;

    /// <param name="value">Null takes an earlier correction back.</param>
    /// <returns>Why it was refused; null where it was recorded.</returns>
    public async Task<string?> RunAsync(string actor, string match, OwnershipQuestion question, string? value, string reason, CancellationToken cancellationToken = default)
    {
        if (match.Length is 0 or > MaxText || match.Any(char.IsControl) || value is { Length: 0 or > MaxText } || value?.Any(char.IsControl) == true)
        {
            return $"A correction names a resource or a pattern, and a value of 1 to {MaxText} characters.";
        }

        if (string.IsNullOrWhiteSpace(reason) || reason.Length > MaxText)
        {
            return "Say why: the ledger keeps it.";
        }

        await AppendAsync(OwnershipEvents.Corrected.Draft(new OwnershipCorrected(match, question.ToString(), value, reason), actor), cancellationToken);
        return null;
    }

    /// <returns>Why it was refused; null where it was recorded.</returns>
    public async Task<string?> SetRulesAsync(string actor, OwnershipRules rules, CancellationToken cancellationToken = default)
    {
        if (rules.Order.Count == 0 || rules.Order.Distinct().Count() != rules.Order.Count || rules.Places.Count > MaxRules
            || rules.Places.Any(static p => p.Match.Length is 0 or > MaxText || p.Value.Length is 0 or > MaxText) || rules.Keys.Values.Any(static k => k.Count > 50 || k.Any(static t => t.Length is 0 or > MaxText)))
        {
            return $"The order names each source once, there are at most {MaxRules} rules of places, and no text is empty or longer than {MaxText} characters.";
        }

        var set = new OwnershipRulesSet(
            [.. rules.Order.Select(static o => o.ToString())],
            new SortedDictionary<string, IReadOnlyList<string>>(rules.Keys.ToDictionary(static k => k.Key.ToString(), static k => k.Value), StringComparer.Ordinal),
            [.. rules.Places.Select(static p => new OwnershipPlace(p.Match, p.Question.ToString(), p.Value))]);
        await AppendAsync(OwnershipEvents.RulesSet.Draft(set, actor), cancellationToken);
        return null;
    }

    private Task<AppendResult> AppendAsync(EventDraft draft, CancellationToken cancellationToken) =>
        follower.AppendAsync(new StreamName("ownership"), ExpectedVersion.Any, [draft], cancellationToken);
}
