using Turnpike.Delivery.Changes;
using Turnpike.Ledger.Events;

namespace Turnpike.Delivery;

/// <summary>Every kind of event that delivery records.</summary>
public static class DeliveryEvents
{
    public static IReadOnlyList<EventForm> All { get; } = [.. ChangeEvents.All];
}
