using Turnpike.Ledger;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;

namespace Turnpike.Governance.Actions;

/// <summary>Opens an action.</summary>
public sealed class OpenAction(ProjectionFollower follower, ActionProjection actions, IdSource ids)
{
    public async Task<Outcome<ActionItem>> RunAsync(Principal principal, string title, string owner, DateTimeOffset due, string origin, CancellationToken cancellationToken = default)
    {
        if (string.IsNullOrWhiteSpace(title) || string.IsNullOrWhiteSpace(owner) || string.IsNullOrWhiteSpace(origin))
        {
            return new Refusal("incomplete", "An action needs a title, an owner and what it comes from.");
        }

        if ((Wording.FaultOfName("title", title) ?? Wording.FaultOfName("owner", owner) ?? Wording.FaultOfName("origin", origin)) is { } fault)
        {
            return fault;
        }

        var opened = new ActionOpened(ids(), title, owner, due, origin);
        await follower.AppendAsync(new StreamName("action/" + opened.Id), ExpectedVersion.None, [ActionEvents.Opened.Draft(opened, principal.Id)], cancellationToken);
        return actions.Find(opened.Id)!;
    }
}
