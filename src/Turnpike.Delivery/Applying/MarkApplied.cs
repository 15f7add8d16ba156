using Turnpike.Delivery.Changes;
using Turnpike.Delivery.Deciding;
using Turnpike.Delivery.Judging;
using Turnpike.Governance;
using Turnpike.Ledger.Events;

namespace Turnpike.Delivery.Applying;

/// <summary>Records that a change was carried out, as whoever did it says. What happened is recorded whether it was approved or not.</summary>
public sealed class MarkApplied(ProjectionFollower follower, ChangeProjection changes, ChangeStandings standings)
{
    /// <param name="evidence">What shows it: the run of a pipeline, say.</param>
    public Task<Outcome<Change>> RunAsync(Principal principal, string id, string evidence, CancellationToken cancellationToken = default) =>
        AboutChange.Fault("evidence", evidence, DecideOnChange.MaxReason) is { } fault
            ? Task.FromResult<Outcome<Change>>(fault)
            : RecordAsync(principal.Id, id, evidence, cancellationToken);

    internal async Task<Outcome<Change>> RecordAsync(string actor, string id, string evidence, CancellationToken cancellationToken)
    {
        if (changes.Find(id) is not { } change)
        {
            return ChangeAppend.NotFound(id);
        }

        var applied = new ChangeApplied(id, evidence, standings.Of(change).State == ChangeState.Approved);
        return await ChangeAppend.WhileOpenAsync(follower, changes, id, ChangeEvents.Applied.Draft(applied, actor), cancellationToken);
    }
}
