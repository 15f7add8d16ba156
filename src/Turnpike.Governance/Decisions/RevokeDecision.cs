using Turnpike.Governance.Rights;
using Turnpike.Ledger;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;

namespace Turnpike.Governance.Decisions;

/// <summary>Takes a decision back: whoever made it may, and whoever the rights let <c>revoke</c>.</summary>
public sealed class RevokeDecision(ProjectionFollower follower, DecisionProjection decisions, DecisionRights rights)
{
    public async Task<Outcome<Decision>> RunAsync(Principal principal, string id, DecisionRequest request, string reason, CancellationToken cancellationToken = default)
    {
        if (decisions.Find(id) is not { } decision)
        {
            return new Refusal("not-found", $"There is no decision {id}.");
        }

        if (decision.RevokedBy is { } by)
        {
            return new Refusal("revoked", $"{by} has revoked it already.");
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            return new Refusal("reason-missing", "Revoking needs a reason.");
        }

        if (Wording.FaultOfText("reason", reason) is { } fault)
        {
            return fault;
        }

        if (decision.By != principal.Id && rights.Ask(principal, request with { Verb = "revoke" }) is { IsAllowed: false, Why: var why })
        {
            return new Refusal("not-allowed", $"{principal.Id} may not revoke a decision of {decision.By}: {why}.");
        }

        await follower.AppendAsync(new StreamName("decisions/" + decision.Subject), ExpectedVersion.Any, [DecisionEvents.Revoked.Draft(new DecisionRevoked(id, reason), principal.Id)], cancellationToken);
        return decisions.Find(id)!;
    }
}
