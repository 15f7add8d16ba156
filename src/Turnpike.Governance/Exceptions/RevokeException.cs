using Turnpike.Governance.Rights;
using Turnpike.Ledger;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;

namespace Turnpike.Governance.Exceptions;

/// <summary>Ends an exception early: its owner may, who granted it may, and whoever the rights let <c>revoke</c>.</summary>
public sealed class RevokeException(ProjectionFollower follower, ExceptionProjection exceptions, DecisionRights rights)
{
    public async Task<Outcome<PolicyException>> RunAsync(Principal principal, string id, string reason, DecisionRequest about, CancellationToken cancellationToken = default)
    {
        if (exceptions.Find(id) is not { } known)
        {
            return new Refusal("not-found", $"There is no exception {id}.");
        }

        if (known.RevokedBy is { } by)
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

        var isTheirs = known.Owner == principal.Id || principal.Teams.Contains(known.Owner) || known.GrantedBy == principal.Id;
        if (!isTheirs && rights.Ask(principal, about with { Verb = "revoke" }) is { IsAllowed: false, Why: var why })
        {
            return new Refusal("not-allowed", $"{principal.Id} may not revoke an exception of {known.Owner}: {why}.");
        }

        await follower.AppendAsync(new StreamName("exception/" + id), ExpectedVersion.Any, [ExceptionEvents.Revoked.Draft(new ExceptionRevoked(id, reason), principal.Id)], cancellationToken);
        return exceptions.Find(id)!;
    }
}
