using Turnpike.Ledger;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;

namespace Turnpike.Governance.Actions;

/// <summary>Closes an action that is done, or sends it back: anybody but the one who says so.</summary>
public sealed class VerifyAction(ProjectionFollower follower, ActionProjection actions)
{
    public async Task<Outcome<ActionItem>> RunAsync(Principal principal, string id, bool isConfirmed, string note, CancellationToken cancellationToken = default)
    {
        if (actions.Find(id) is not { } action)
        {
            return new Refusal("not-found", $"There is no action {id}.");
        }

        if (action.State != ActionState.Done)
        {
            return new Refusal("not-done", "Its owner has not said that it is done.");
        }

        if (action.DoneBy == principal.Id)
        {
            return new Refusal("not-allowed", "Whoever completed it cannot verify it: somebody else has to look.");
        }

        if (Wording.FaultOfText("note", note) is { } fault)
        {
            return fault;
        }

        await follower.AppendAsync(new StreamName("action/" + id), ExpectedVersion.Any, [ActionEvents.Verified.Draft(new ActionVerified(id, isConfirmed, note), principal.Id)], cancellationToken);
        return actions.Find(id)!;
    }
}
