using System.Security.Cryptography;
using Turnpike.Estate.Joins;
using Turnpike.Inventory.Segments;
using Turnpike.Ledger;
using Turnpike.Ledger.Attachments;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;
using Turnpike.Ledger.Merkle;

namespace Turnpike.Inventory.Sources;

/// <summary>Takes a source, and the resources that came with it, out of the estate of now; the estate of before keeps them.</summary>
public sealed class RemoveSource(ProjectionFollower follower, EstateInventory inventory, IAttachmentStore attachments, JoinTable joins)
{
    private const int Tries = 5;

    public Task<SourceRemoval> RunAsync(string actor, string scope, string name, string reason, CancellationToken cancellationToken = default) => RunAsync(actor, scope, [name], reason, cancellationToken);

    /// <param name="names">Removed together; none of them, where one is not there.</param>
    public async Task<SourceRemoval> RunAsync(string actor, string scope, IReadOnlyList<string> names, string reason, CancellationToken cancellationToken = default)
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            return new SourceRemoval("reason-missing", "Say why it is removed: the ledger keeps it.", 0);
        }

        for (var i = 0; i < Tries; i++)
        {
            await follower.CatchUpAsync(cancellationToken);
            var last = inventory.Book.Last(scope);
            if (last is null || names.Any(n => !last.Sources.Any(s => s.State.Name == n)))
            {
                return new SourceRemoval("not-found", $"There is no source {names.First(n => last?.Sources.Any(s => s.State.Name == n) != true)} in {scope}.", 0);
            }

            var now = await inventory.AtAsync(null, cancellationToken);
            if (now.Scopes.Any(s => s.Name == scope && !s.IsKept) && last.Sources.Any(s => !names.Contains(s.State.Name)))
            {
                return new SourceRemoval("conflict", $"What was pushed of {scope} cannot be read, and what its other sources hold would be lost: push them again first.", 0);
            }

            if (await ScopeContent.ComposeAsync(now, scope, [.. names.Select(static n => (n, (IReadOnlyList<KeptResource>)[]))], joins, cancellationToken) is not { } next)
            {
                continue;
            }

            var manifest = next.Draft.Manifest.Write();
            foreach (var attachment in next.Draft.Attachments)
            {
                await attachments.PutAsync(attachment.Content, attachment.MediaType, cancellationToken);
            }

            await attachments.PutAsync(manifest, SegmentForm.MediaType, cancellationToken);
            var segment = new Hash256(SHA256.HashData(manifest)).ToBase64();
            EventDraft[] removed = [.. names.Select(n => InventoryEvents.SourceRemoved.Draft(new EstateSourceRemoved(scope, n, segment, next.Resources, next.Changes[n].Removed, reason), actor))];
            var result = await follower.AppendAsync(ScopeStream.Of(scope), ExpectedVersion.At(last.StreamVersion), removed, cancellationToken);
            if (result is AppendResult.Appended)
            {
                return new SourceRemoval(null, null, names.Sum(n => next.Changes[n].Removed));
            }
        }

        return new SourceRemoval("conflict", $"Others push to {scope} all the time. Try again.", 0);
    }
}

/// <param name="Code">Why it was not done; null where it was.</param>
/// <param name="Resources">How many went with it.</param>
public sealed record SourceRemoval(string? Code, string? Message, int Resources);
