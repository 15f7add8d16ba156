using Turnpike.Governance.Decisions;

namespace Turnpike.Server.Governance;

/// <summary>An approval or rejection.</summary>
/// <param name="Subject">What was decided on, such as <c>change/01J8…</c>.</param>
/// <param name="Role">In which the person decided.</param>
/// <param name="Rule">Of the decision rights, that allowed it.</param>
/// <param name="Needed">How many such decisions the rule asks for.</param>
/// <param name="Inputs">Hashes of what the person saw, by name.</param>
/// <param name="Position">Of its entry in the ledger.</param>
/// <param name="RevokedBy">Null while nobody took it back.</param>
public sealed record DecisionResource(
    string Id,
    string Subject,
    Verdict Verdict,
    string By,
    string Role,
    string Rule,
    int Needed,
    string? Reason,
    IReadOnlyDictionary<string, string> Inputs,
    DateTimeOffset At,
    long Position,
    string? RevokedBy)
{
    public static DecisionResource Of(Decision d) =>
        new(d.Id, d.Subject, d.Verdict, d.By, d.Role, d.Rule, d.Needed, d.Reason, d.Inputs, d.At, d.Position, d.RevokedBy);
}

/// <summary>Why something is taken back or ended.</summary>
public sealed record ReasonRequest(string Reason);
