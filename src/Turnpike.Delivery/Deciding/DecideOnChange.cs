using Turnpike.Delivery.Changes;
using Turnpike.Delivery.Judging;
using Turnpike.Governance;
using Turnpike.Governance.Decisions;
using Turnpike.Ledger.Events;

namespace Turnpike.Delivery.Deciding;

/// <summary>
/// Approves or rejects a change, bound to the plan, policies, estate and findings that the person saw. Before that it is
/// judged again where anything has moved.
/// </summary>
public sealed class DecideOnChange(ProjectionFollower follower, ChangeProjection changes, JudgeChange judge, Decide decide)
{
    public const int MaxReason = 4_000;

    /// <param name="seen">The inputs of the change as the person had them before their eyes.</param>
    public async Task<Outcome<Decision>> RunAsync(
        Principal principal, string id, Verdict verdict, string? reason, IReadOnlyDictionary<string, string> seen, CancellationToken cancellationToken = default)
    {
        await follower.CatchUpAsync(cancellationToken);
        if (changes.Find(id) is not { } known)
        {
            return ChangeAppend.NotFound(id);
        }

        if (ChangeAppend.Ended(known) is { } ended)
        {
            return ended;
        }

        if (!string.IsNullOrWhiteSpace(reason) && AboutChange.Fault("reason", reason, MaxReason) is { } fault)
        {
            return fault;
        }

        var again = await judge.AgainAsync(known, principal.Id, cancellationToken: cancellationToken);
        if (again.Value is not { } change)
        {
            return again.Refusal!;
        }

        if (verdict == Verdict.Approve && change.Judged.Verdict == Gate.Verdict.Fail && string.IsNullOrWhiteSpace(reason) && seen.GetValueOrDefault("findings") == change.Judged.Findings)
        {
            return new Refusal("reason-missing", "The verdict of this change is FAIL. Approving it needs a reason, or exceptions for what fails.");
        }

        return await decide.RunAsync(principal, change.Subject, verdict, change.Request(verdict == Verdict.Approve ? "approve" : "reject"), reason, seen, change.Inputs, cancellationToken);
    }
}
