using Turnpike.Ledger.Events;

namespace Turnpike.Governance.Decisions;

/// <summary>What a decision can say.</summary>
public enum Verdict
{
    Approve,
    Reject,
}

/// <param name="Subject">What was decided on, such as <c>change/01J8…</c>.</param>
/// <param name="Role">In which the person decided.</param>
/// <param name="Rule">Of the decision rights, that allowed it.</param>
/// <param name="Needed">How many such decisions the rule asks for.</param>
/// <param name="Inputs">Hashes of what the person saw, by name: plan, policies, estate, findings.</param>
public sealed record DecisionMade(string Id, string Subject, Verdict Verdict, string Role, string Rule, int Needed, string? Reason, IReadOnlyDictionary<string, string> Inputs);

public sealed record DecisionRevoked(string Id, string Reason);

/// <summary>What the ledger records of decisions.</summary>
public static class DecisionEvents
{
    public static EventForm<DecisionMade> Made { get; } = new("decision.made", 1, "Somebody approved or rejected something, bound to the hashes of what they saw.");

    public static EventForm<DecisionRevoked> Revoked { get; } = new("decision.revoked", 1, "Whoever decided, or somebody who may, took a decision back.");

    public static IReadOnlyList<EventForm> All { get; } = [Made, Revoked];
}
