using System.Security.Cryptography;
using Turnpike.Estate.Joins;
using Turnpike.Inventory.Segments;
using Turnpike.Ledger;
using Turnpike.Ledger.Attachments;
using Turnpike.Ledger.Events;
using Turnpike.Ledger.Merkle;

namespace Turnpike.Inventory.Sources;

/// <summary>Takes a source, and the resources that came with it, out of the estate of now; the estate of before keeps them.</summary>
public sealed class RemoveSource(ProjectionFollower follower, EstateInventory inventory, IAttachmentStore attachments, JoinTable joins)
{
    private const int Tries = 5;

    public async Task<SourceRemoval> RunAsync(string actor, string scope, string name, string reason, CancellationToken cancellationToken = default)
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            return new SourceRemoval("reason-missing", "Say why it is removed: the ledger keeps it.", 0);
        }

        for (var i = 0; i < Tries; i++)
        {
            await follower.CatchUpAsync(cancellationToken);
            if (inventory.Book.Last(scope) is not { } last || !last.Sources.Any(s => s.State.Name == name))
            {
                return new SourceRemoval("not-found", $"There is no source {name} in {scope}.", 0);
            }

            var now = await inventory.AtAsync(null, cancellationToken);
            var next = await ScopeContent.ComposeAsync(now, scope, [(name, [])], joins, cancellationToken);
            var manifest = next.Draft.Manifest.Write();
            foreach (var attachment in next.Draft.Attachments)
            {
                await attachments.PutAsync(attachment.Content, attachment.MediaType, cancellationToken);
            }

            await attachments.PutAsync(manifest, SegmentForm.MediaType, cancellationToken);
            var removed = new EstateSourceRemoved(scope, name, new Hash256(SHA256.HashData(manifest)).ToBase64(), next.Resources, next.Changes[name].Removed, reason);
            var result = await follower.AppendAsync(ScopeStream.Of(scope), ExpectedVersion.At(last.StreamVersion), [InventoryEvents.SourceRemoved.Draft(removed, actor)], cancellationToken);
            if (result is AppendResult.Appended)
            {
                return new SourceRemoval(null, null, next.Changes[name].Removed);
            }
        }

        return new SourceRemoval("conflict", $"Others push to {scope} all the time. Try again.", 0);
    }
}

/// <param name="Code">Why it was not done; null where it was.</param>
/// <param name="Resources">How many went with it.</param>
public sealed record SourceRemoval(string? Code, string? Message, int Resources);
