using Turnpike.Ledger;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;

namespace Turnpike.Governance.Actions;

/// <summary>Says that an action is done: its owner, with what shows it.</summary>
public sealed class CompleteAction(ProjectionFollower follower, ActionProjection actions)
{
    public async Task<Outcome<ActionItem>> RunAsync(Principal principal, string id, string evidence, CancellationToken cancellationToken = default)
    {
        if (actions.Find(id) is not { } action)
        {
            return new Refusal("not-found", $"There is no action {id}.");
        }

        if (action.State != ActionState.Open)
        {
            return new Refusal("not-open", "It is not open.");
        }

        if (action.Owner != principal.Id && !principal.Teams.Contains(action.Owner))
        {
            return new Refusal("not-allowed", $"It is {action.Owner}'s to complete.");
        }

        if (string.IsNullOrWhiteSpace(evidence))
        {
            return new Refusal("evidence-missing", "Say what shows that it is done: a change, a link, an entry of the ledger.");
        }

        if (Wording.FaultOfText("evidence", evidence) is { } fault)
        {
            return fault;
        }

        await follower.AppendAsync(new StreamName("action/" + id), ExpectedVersion.Any, [ActionEvents.Done.Draft(new ActionDone(id, evidence), principal.Id)], cancellationToken);
        return actions.Find(id)!;
    }
}
