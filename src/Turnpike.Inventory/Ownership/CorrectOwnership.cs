using Turnpike.Ledger;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;

namespace Turnpike.Inventory.Ownership;

/// <param name="Match">A key, or a pattern of keys with <c>*</c>.</param>
/// <param name="Value">Null takes an earlier correction back.</param>
public sealed record OwnershipWord(string Match, OwnershipQuestion Question, string? Value);

/// <summary>Records what somebody knows better than tags and rules, and the rules themselves.</summary>
public sealed class CorrectOwnership(ProjectionFollower follower)
{
    /// <summary>How many corrections are recorded at once.</summary>
    public const int MaxWords = 1_000;

    private const int MaxText = 500;
    private const int MaxRules = 1_000;
    private const int MaxKeys = 50;

    /// <param name="value">Null takes an earlier correction back.</param>
    /// <returns>Why it was refused; null where it was recorded.</returns>
    public Task<string?> RunAsync(string actor, string match, OwnershipQuestion question, string? value, string reason, CancellationToken cancellationToken = default) =>
        RunAsync(actor, [new OwnershipWord(match, question, value)], reason, cancellationToken);

    /// <summary>Several at once: all of them are recorded, or none.</summary>
    /// <returns>Why they were refused; null where they were recorded.</returns>
    public async Task<string?> RunAsync(string actor, IReadOnlyList<OwnershipWord> words, string reason, CancellationToken cancellationToken = default)
    {
        if (words.Count is 0 or > MaxWords)
        {
            return $"At least one correction and at most {MaxWords} are recorded at once.";
        }

        if (words.FirstOrDefault(static w => IsNoText(w.Match) || (w.Value is { } value && IsNoText(value))) is { } wrong)
        {
            return $"A correction names a resource or a pattern, and a value of 1 to {MaxText} characters{(words.Count > 1 ? $": {wrong.Match} does not" : "")}.";
        }

        if (string.IsNullOrWhiteSpace(reason) || reason.Length > MaxText)
        {
            return "Say why: the ledger keeps it.";
        }

        await AppendAsync([.. words.Select(w => OwnershipEvents.Corrected.Draft(new OwnershipCorrected(w.Match, w.Question.ToString(), w.Value, reason), actor))], cancellationToken);
        return null;
    }

    /// <returns>Why it was refused; null where it was recorded.</returns>
    public async Task<string?> SetRulesAsync(string actor, OwnershipRules rules, CancellationToken cancellationToken = default)
    {
        if (rules.Order.Contains(OwnershipSource.Neighbour) && rules.Order[^1] != OwnershipSource.Neighbour)
        {
            return "Neighbours come last in the order: what they answer is what the others answered of them.";
        }

        if (rules.Order.Count == 0 || rules.Order.Distinct().Count() != rules.Order.Count || rules.Places.Count > MaxRules
            || rules.Places.Any(static p => IsNoText(p.Match) || IsNoText(p.Value)) || rules.Keys.Values.Any(static k => k.Count > MaxKeys || k.Any(IsNoText)))
        {
            return $"The order names each source once, there are at most {MaxRules} rules of places and {MaxKeys} keys of a question, and no text is empty or longer than {MaxText} characters.";
        }

        foreach (var (question, names) in rules.Names)
        {
            if (names.Count > MaxRules || names.Any(static n => IsNoText(n.Name) || n.Words.Count > MaxKeys || n.Words.Any(IsNoText)))
            {
                return $"A question has at most {MaxRules} names, each of at most {MaxKeys} words, and no text is empty or longer than {MaxText} characters.";
            }

            if (names.SelectMany(static n => n.Words.Prepend(n.Name).Distinct(StringComparer.OrdinalIgnoreCase)).GroupBy(static w => w, StringComparer.OrdinalIgnoreCase).FirstOrDefault(static g => g.Count() > 1) is { } twice)
            {
                return $"{twice.Key} stands for two names of {question}.";
            }
        }

        await AppendAsync([OwnershipEvents.RulesSet.Draft(OwnershipRulesSet.Of(rules), actor)], cancellationToken);
        return null;
    }

    private static bool IsNoText(string text) => text.Length is 0 or > MaxText || text.Any(char.IsControl);

    private Task<AppendResult> AppendAsync(IReadOnlyList<EventDraft> drafts, CancellationToken cancellationToken) =>
        follower.AppendAsync(new StreamName("ownership"), ExpectedVersion.Any, drafts, cancellationToken);
}
