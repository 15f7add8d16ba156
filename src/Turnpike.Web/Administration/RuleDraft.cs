using System.Globalization;
using Turnpike.Governance.Rights;

namespace Turnpike.Web.Administration;

/// <summary>A rule of the decision rights as it is typed: lists are words with commas between them.</summary>
public sealed record RuleDraft(string Id, bool Allow, string Verbs, string Roles, string Environments, string Tiers, string Kinds, string MinRisk, string MaxRisk, string Own, string Needed, string Reason)
{
    public static RuleDraft Empty { get; } = new("", true, "", "", "", "", "", "", "", "", "1", "");

    public static RuleDraft Of(DecisionRule rule) => new(
        rule.Id, rule.Allow, Text(rule.Verbs), Text(rule.Roles), Text(rule.Environments), Text(rule.Tiers), Text(rule.Kinds), Text(rule.MinRisk), Text(rule.MaxRisk),
        rule.Own switch { true => "own", false => "others", _ => "" }, rule.Needed.ToString(CultureInfo.InvariantCulture), rule.Reason ?? "");

    /// <summary>The rule, with what is wrong with its numbers added to the faults.</summary>
    public DecisionRule Read(List<string> faults) => new(Id.Trim(), Allow)
    {
        Verbs = List(Verbs),
        Roles = List(Roles),
        Environments = List(Environments),
        Tiers = List(Tiers),
        Kinds = List(Kinds),
        MinRisk = Number(MinRisk, "least risk", faults),
        MaxRisk = Number(MaxRisk, "highest risk", faults),
        Own = Own switch { "own" => true, "others" => false, _ => null },
        Needed = Number(Needed, "number of decisions", faults) ?? 1,
        Reason = string.IsNullOrWhiteSpace(Reason) ? null : Reason.Trim(),
    };

    private int? Number(string text, string what, List<string> faults)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        faults.Add($"The {what} of {(string.IsNullOrWhiteSpace(Id) ? "a rule without an id" : "rule " + Id)} is a whole number, not {text}.");
        return null;
    }

    private static string[]? List(string text) =>
        text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } words ? words : null;

    private static string Text(IReadOnlyList<string>? list) => list is null ? "" : string.Join(", ", list);

    private static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}

/// <summary>What is asked about: may who decide this?</summary>
/// <param name="Risk">As typed.</param>
public sealed record RightsQuestion(string Verb, string Environment, string Tier, string Kind, string Risk, string Author);

/// <summary>May this person decide it, and why?</summary>
/// <param name="Needed">How many such decisions are needed; null where they may not.</param>
public sealed record RightsAnswerView(string Id, string Name, IReadOnlyList<string> Roles, bool IsAllowed, string Why, int? Needed);
