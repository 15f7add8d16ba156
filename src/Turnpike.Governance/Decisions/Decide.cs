using Turnpike.Governance.Rights;
using Turnpike.Ledger;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;

namespace Turnpike.Governance.Decisions;

/// <summary>Approves or rejects, if the decision rights let this principal.</summary>
public sealed class Decide(ProjectionFollower follower, DecisionProjection decisions, DecisionRights rights, IdSource ids)
{
    /// <param name="seen">The hashes of what the person had before their eyes.</param>
    /// <param name="current">The hashes as they are now: a decision on something that has moved meanwhile is refused.</param>
    public async Task<Outcome<Decision>> RunAsync(
        Principal principal,
        string subject,
        Verdict verdict,
        DecisionRequest request,
        string? reason,
        IReadOnlyDictionary<string, string> seen,
        IReadOnlyDictionary<string, string> current,
        CancellationToken cancellationToken = default)
    {
        var answer = rights.Ask(principal, request);
        if (!answer.IsAllowed)
        {
            return new Refusal("not-allowed", $"{principal.Id} may not {request.Verb} this: {answer.Why}.");
        }

        var moved = current.Where(c => seen.GetValueOrDefault(c.Key) != c.Value).Select(c => c.Key).Order(StringComparer.Ordinal).ToList();
        if (moved.Count > 0)
        {
            return new Refusal("moved", $"The {string.Join(" and the ", moved)} changed since you looked. Look again, then decide.");
        }

        if (verdict == Verdict.Reject && string.IsNullOrWhiteSpace(reason))
        {
            return new Refusal("reason-missing", "A rejection needs a reason, so that the author knows what to change.");
        }

        var role = answer.Rule!.Roles?.FirstOrDefault(principal.Roles.Contains) ?? principal.Roles.Order(StringComparer.Ordinal).FirstOrDefault() ?? "none";
        var made = new DecisionMade(ids(), subject, verdict, role, answer.Rule.Id, answer.Rule.Needed, reason, seen);
        await follower.AppendAsync(new StreamName("decisions/" + subject), ExpectedVersion.Any, [DecisionEvents.Made.Draft(made, principal.Id)], cancellationToken);
        return decisions.Find(made.Id)!;
    }
}
