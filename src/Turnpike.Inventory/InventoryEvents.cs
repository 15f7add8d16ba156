using Turnpike.Ledger.Events;

namespace Turnpike.Inventory;

/// <summary>Every kind of event that the inventory records.</summary>
public static class InventoryEvents
{
    public static IReadOnlyList<EventForm> All { get; } = [];
}
