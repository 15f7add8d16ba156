using Turnpike.Governance.Rights;
using Turnpike.Ledger;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;

namespace Turnpike.Governance.Exceptions;

/// <summary>Extends an exception, by the same rights as granting it.</summary>
public sealed class ExtendException(ProjectionFollower follower, ExceptionProjection exceptions, DecisionRights rights, TimeProvider time)
{
    public async Task<Outcome<PolicyException>> RunAsync(Principal principal, string id, DateTimeOffset expires, string reason, DecisionRequest about, CancellationToken cancellationToken = default)
    {
        if (exceptions.Find(id) is not { } known)
        {
            return new Refusal("not-found", $"There is no exception {id}.");
        }

        if (known.StateAt(time.GetUtcNow()) != ExceptionState.Active)
        {
            return new Refusal("ended", "It has ended. Ask for a new one: what it covered has been open meanwhile.");
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            return new Refusal("reason-missing", "Extending needs a reason.");
        }

        if ((Wording.FaultOfText("reason", reason) ?? GrantException.FaultOfEnd(expires, time.GetUtcNow())) is { } fault)
        {
            return fault;
        }

        if (rights.Ask(principal, about with { Verb = "grant-exception" }) is { IsAllowed: false, Why: var why })
        {
            return new Refusal("not-allowed", $"{principal.Id} may not extend this exception: {why}.");
        }

        await follower.AppendAsync(new StreamName("exception/" + id), ExpectedVersion.Any, [ExceptionEvents.Extended.Draft(new ExceptionExtended(id, expires, reason), principal.Id)], cancellationToken);
        return exceptions.Find(id)!;
    }
}
