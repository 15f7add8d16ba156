using Turnpike.Assessment.Trend;
using Turnpike.Delivery;
using Turnpike.Governance;
using Turnpike.Inventory;
using Turnpike.Ledger.Events;
using Turnpike.Server.Connections;
using Turnpike.Server.Identity;
using Turnpike.Server.Operations;
using Turnpike.Server.PullRequests;
using Turnpike.Server.Webhooks;

namespace Turnpike.Server;

/// <summary>Every kind of event that a node records.</summary>
public static class ServerEvents
{
    public static IReadOnlyList<EventForm> All { get; } =
        [.. GovernanceEvents.All, .. InventoryEvents.All, .. DeliveryEvents.All, .. IdentityEvents.All, .. OperationsEvents.All, .. WebhookEvents.All, .. ConnectionEvents.All, .. PullEvents.All, .. AssessmentEvents.All];
}
