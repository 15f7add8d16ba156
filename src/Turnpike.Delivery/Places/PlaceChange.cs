using Turnpike.Delivery.Changes;
using Turnpike.Gate.Places;
using Turnpike.Governance;
using Turnpike.Ledger;
using Turnpike.Ledger.Attachments;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;

namespace Turnpike.Delivery.Places;

/// <summary>Takes the places in code of what a change changes: its findings point there from then on.</summary>
public sealed class PlaceChange(ProjectionFollower follower, ChangeProjection changes, IAttachmentStore attachments)
{
    /// <param name="map">As <see cref="CodePlaceMap.Write"/> makes it.</param>
    public async Task<Outcome<Change>> RunAsync(Principal principal, string id, ReadOnlyMemory<byte> map, CancellationToken cancellationToken = default)
    {
        if (changes.Find(id) is not { } change)
        {
            return ChangeAppend.NotFound(id);
        }

        if (CodePlaceMap.Read(map.Span, out var fault) is not { } places)
        {
            return new Refusal("malformed", $"These are no places: {fault}.");
        }

        var hash = (await attachments.PutAsync(places.Write(), "application/json", cancellationToken)).ToBase64();
        if (change.Places != hash)
        {
            await follower.AppendAsync(new StreamName(change.Subject), ExpectedVersion.Any, [ChangeEvents.Placed.Draft(new ChangePlaced(id, hash), principal.Id)], cancellationToken);
        }

        return changes.Find(id)!;
    }
}
