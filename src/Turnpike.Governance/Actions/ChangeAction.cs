using Turnpike.Ledger;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;

namespace Turnpike.Governance.Actions;

/// <summary>Gives an action another owner or another day: its owner may, and who opened it.</summary>
public sealed class ChangeAction(ProjectionFollower follower, ActionProjection actions)
{
    public async Task<Outcome<ActionItem>> RunAsync(Principal principal, string id, string? owner, DateTimeOffset? due, string reason, CancellationToken cancellationToken = default)
    {
        if (actions.Find(id) is not { } action)
        {
            return new Refusal("not-found", $"There is no action {id}.");
        }

        if (action.State == ActionState.Closed)
        {
            return new Refusal("closed", "It is closed.");
        }

        if (action.Owner != principal.Id && action.OpenedBy != principal.Id && !principal.Teams.Contains(action.Owner))
        {
            return new Refusal("not-allowed", $"Its owner {action.Owner} or {action.OpenedBy}, who opened it, can change it.");
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            return new Refusal("reason-missing", "Another owner or another day needs a reason.");
        }

        if ((Wording.FaultOfText("reason", reason) ?? Wording.FaultOfName("owner", owner)) is { } fault)
        {
            return fault;
        }

        await follower.AppendAsync(new StreamName("action/" + id), ExpectedVersion.Any, [ActionEvents.Changed.Draft(new ActionChanged(id, owner, due, reason), principal.Id)], cancellationToken);
        return actions.Find(id)!;
    }
}
