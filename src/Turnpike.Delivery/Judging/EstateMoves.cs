using System.Collections.Concurrent;
using Turnpike.Delivery.Changes;
using Turnpike.Inventory;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;

namespace Turnpike.Delivery.Judging;

/// <summary>How far the estate has moved, and up to where this node has found each change to stand as it was judged.</summary>
public sealed class EstateMoves : IProjection
{
    private readonly ConcurrentDictionary<string, (long Version, long Position)> _found = new();
    private long _position = -1;

    public void Apply(LedgerEntry entry)
    {
        if (InventoryEvents.Observed.Is(entry) || InventoryEvents.SourceRemoved.Is(entry))
        {
            Volatile.Write(ref _position, entry.Position);
        }
    }

    /// <summary>Whether the estate has moved since a change was judged, or found to be as it was judged.</summary>
    public bool HasMovedSince(Change change)
    {
        var found = _found.TryGetValue(change.Id, out var last) && last.Version == change.LastPosition ? last.Position : -1;
        return Volatile.Read(ref _position) > Math.Max(change.Judged.EstatePosition, found);
    }

    /// <param name="position">Of the estate on which judging it again found the same.</param>
    internal void IsTheSame(Change change, long position) => _found[change.Id] = (change.LastPosition, position);
}
