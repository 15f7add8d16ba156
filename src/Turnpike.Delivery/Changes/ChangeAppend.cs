using Turnpike.Governance;
using Turnpike.Ledger;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;

namespace Turnpike.Delivery.Changes;

/// <summary>Appends to a change that has not ended: of two that end it at once, one does.</summary>
internal static class ChangeAppend
{
    /// <returns>The change then, or that it is not there or has ended.</returns>
    public static async Task<Outcome<Change>> WhileOpenAsync(ProjectionFollower follower, ChangeProjection changes, string id, EventDraft draft, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (changes.Find(id) is not { } change)
            {
                return NotFound(id);
            }

            if (Ended(change) is { } ended)
            {
                return ended;
            }

            var result = await follower.AppendAsync(new StreamName(change.Subject), ExpectedVersion.At(change.StreamVersion), [draft], cancellationToken);
            if (result is AppendResult.Appended)
            {
                return changes.Find(id)!;
            }
        }
    }

    public static Refusal NotFound(string id) => new("not-found", $"There is no change {id}.");

    public static Refusal? Ended(Change change) => change.End is { } end
        ? new Refusal("ended", $"The change was {Word(end.Kind)} on {end.At:yyyy-MM-dd} by {end.By}: nothing is decided on it any more.")
        : null;

    private static string Word(ChangeState end) => end switch
    {
        ChangeState.Applied => "applied",
        ChangeState.Withdrawn => "withdrawn",
        _ => "superseded",
    };
}
