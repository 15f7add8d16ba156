using Turnpike.Ledger.Events;

namespace Turnpike.Server.Webhooks;

/// <param name="Target">Scheme, host and port: the rest of an address is often a secret.</param>
/// <param name="Events">Types, <c>kind.*</c> or <c>*</c>.</param>
public sealed record WebhookDefined(string Id, string Target, IReadOnlyList<string> Events, string Description, bool IsActive);

public sealed record WebhookRemoved(string Id);

/// <summary>What the ledger records of webhooks. What is delivered is not recorded: it is in the ledger already.</summary>
public static class WebhookEvents
{
    public static EventForm<WebhookDefined> Defined { get; } = new("webhook.defined", 1, "A webhook was made or changed. Its address beyond the host, and its secret, are not in the ledger.");

    public static EventForm<WebhookRemoved> Removed { get; } = new("webhook.removed", 1, "A webhook was removed.");

    public static IReadOnlyList<EventForm> All { get; } = [Defined, Removed];
}
