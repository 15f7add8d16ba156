#pragma warning disable CA1822 // An empty estate asks nothing of its instance.
using Turnpike.Inventory.History;
using Turnpike.Inventory.Snapshots;
using Turnpike.Ledger.Attachments;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;

namespace Turnpike.Inventory;

/// <summary>The estate over time: which content each scope had from which entry of the ledger on.</summary>
public sealed class EstateInventory(IAttachmentStore attachments, TimeProvider time) : IProjection
{
    private readonly EstateSnapshot _empty = new();

    public void Apply(LedgerEntry entry)
    {
    }

    /// <summary>The estate as it is now, or as it was at a moment.</summary>
    public Task<EstateSnapshot> AtAsync(DateTimeOffset? moment = null, CancellationToken cancellationToken = default) =>
        attachments is null || time is null ? throw new InvalidOperationException() : Task.FromResult(_empty);

    /// <summary>What the pushes said of one resource, the newest first.</summary>
    public Task<ResourceHistory> HistoryAsync(ResourceKey key, int limit = 100, CancellationToken cancellationToken = default) =>
        Task.FromResult(new ResourceHistory([], null));
}
