using Turnpike.Estate.Joins;
using Turnpike.Ledger.Attachments;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;

namespace Turnpike.Inventory.Sources;

/// <summary>Takes a state or manifests into the estate: recognised by content, all of it or nothing.</summary>
public sealed class ReceiveSource(ProjectionFollower follower, EstateInventory inventory, IAttachmentStore attachments, InstallationKey key, JoinTable joins, TimeProvider time)
{
    /// <param name="actor">Who pushes, as the ledger calls them.</param>
    public Task<SourceOutcome> RunAsync(string actor, SourcePush push, CancellationToken cancellationToken = default) =>
        follower is null || inventory is null || attachments is null || key is null || joins is null || time is null
            ? throw new InvalidOperationException()
            : Task.FromResult<SourceOutcome>(new SourceOutcome.Refused("unsupported", $"{actor}: {push.Name} cannot be received yet.", []));
}
