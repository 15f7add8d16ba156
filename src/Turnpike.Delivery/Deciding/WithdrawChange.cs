using Turnpike.Delivery.Changes;
using Turnpike.Governance;
using Turnpike.Governance.Rights;
using Turnpike.Ledger.Events;

namespace Turnpike.Delivery.Deciding;

/// <summary>Takes a change back: its author may, and whoever the rights let <c>withdraw</c>.</summary>
public sealed class WithdrawChange(ProjectionFollower follower, ChangeProjection changes, DecisionRights rights)
{
    public async Task<Outcome<Change>> RunAsync(Principal principal, string id, string reason, CancellationToken cancellationToken = default)
    {
        if (AboutChange.Fault("reason", reason, DecideOnChange.MaxReason) is { } fault)
        {
            return fault;
        }

        if (changes.Find(id) is not { } change)
        {
            return ChangeAppend.NotFound(id);
        }

        if (change.Judged.Author != principal.Id && rights.Ask(principal, change.Request("withdraw")) is { IsAllowed: false, Why: var why })
        {
            return new Refusal("not-allowed", $"{principal.Id} may not withdraw a change of {change.Judged.Author}: {why}.");
        }

        return await ChangeAppend.WhileOpenAsync(follower, changes, id, ChangeEvents.Withdrawn.Draft(new ChangeWithdrawn(id, reason), principal.Id), cancellationToken);
    }
}
