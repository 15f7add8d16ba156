using Turnpike.Governance.Rights;

namespace Turnpike.Server.Governance;

/// <summary>Who may decide what.</summary>
/// <param name="Rules">All of them. One that forbids wins over all that allow; of those that allow, the one that asks for most decisions holds.</param>
/// <param name="Version">0 for those that a node starts with.</param>
/// <param name="By">Who defined them; null for those that a node starts with.</param>
public sealed record DecisionRightsResource(IReadOnlyList<DecisionRule> Rules, long Version, string? By, DateTimeOffset? At)
{
    public static DecisionRightsResource Of(DecisionRights.Definition d) => new(d.Rules, d.Version, d.By, d.At);
}

/// <param name="Rules">All of them: what is not among them is no rule any more.</param>
public sealed record DecisionRightsRequest(IReadOnlyList<DecisionRule> Rules);

/// <summary>May somebody decide something, and why?</summary>
/// <param name="Verb">What is decided: <c>approve</c>, <c>reject</c>, <c>grant-exception</c>, <c>plan</c>, …</param>
/// <param name="Who">The person; the caller, where it is left out.</param>
/// <param name="Roles">In place of those that the person has.</param>
/// <param name="Subject">A change, such as <c>change/01J8…</c>: then its environment, tier, kind, risk and author are asked about.</param>
/// <param name="Risk">0 to 100; what is not assessed counts as the highest.</param>
/// <param name="Author">Whose change it is.</param>
public sealed record RightsQuestion(
    string Verb,
    string? Who = null,
    IReadOnlyList<string>? Roles = null,
    string? Subject = null,
    string? Environment = null,
    string? Tier = null,
    string? Kind = null,
    int? Risk = null,
    string? Author = null);

/// <param name="Why">One clause for people, naming the rule.</param>
/// <param name="Rule">That allows or forbids it, or comes closest to allowing it.</param>
/// <param name="Needed">How many such decisions of different people are needed.</param>
/// <param name="Considered">Every rule, and what of it does not fit.</param>
public sealed record RightsAnswerResource(bool IsAllowed, string Who, IReadOnlyList<string> Roles, string Why, string? Rule, int? Needed, IReadOnlyList<ConsideredRule> Considered);

/// <param name="Misses">Clauses for people; empty where the rule speaks about this.</param>
public sealed record ConsideredRule(string Rule, bool Allow, IReadOnlyList<string> Misses);
