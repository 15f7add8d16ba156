using Turnpike.Delivery.Changes;
using Turnpike.Governance;
using Turnpike.Ledger;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;

namespace Turnpike.Delivery.Deciding;

/// <summary>Says something about a change, ended or not.</summary>
public sealed class CommentOnChange(ProjectionFollower follower, ChangeProjection changes)
{
    public const int MaxText = 10_000;

    public async Task<Outcome<Change>> RunAsync(Principal principal, string id, string text, CancellationToken cancellationToken = default)
    {
        if (AboutChange.Fault("text", text, MaxText) is { } fault)
        {
            return fault;
        }

        if (changes.Find(id) is not { } change)
        {
            return ChangeAppend.NotFound(id);
        }

        await follower.AppendAsync(new StreamName(change.Subject), ExpectedVersion.Any, [ChangeEvents.Commented.Draft(new ChangeCommented(id, text), principal.Id)], cancellationToken);
        return changes.Find(id)!;
    }
}
