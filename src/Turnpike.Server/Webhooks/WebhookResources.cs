namespace Turnpike.Server.Webhooks;

/// <param name="Target">Scheme, host and port of the address; the rest is not shown again.</param>
/// <param name="Events">Types, <c>kind.*</c> or <c>*</c>.</param>
public sealed record WebhookResource(string Id, string Target, IReadOnlyList<string> Events, string Description, bool IsActive, string CreatedBy, DateTimeOffset CreatedAt)
{
    /// <summary>What signs the deliveries; given once, when the webhook is made.</summary>
    public string? Secret { get; init; }

    public static WebhookResource Of(Webhook webhook) =>
        new(webhook.Id, webhook.Target, webhook.Events, webhook.Description, webhook.IsActive, webhook.CreatedBy, webhook.CreatedAt);
}

/// <param name="Url">Where to send to; may be left out when a webhook is changed.</param>
public sealed record WebhookRequest(IReadOnlyList<string> Events, string? Url = null, string Description = "", bool IsActive = true);

/// <param name="Id">The header <c>webhook-id</c>, the same at every try.</param>
/// <param name="Position">Of the event in the ledger; null for a test.</param>
/// <param name="NextAt">When it is tried again; null when it is not.</param>
/// <param name="Status">HTTP status of the last answer; null where there was none.</param>
/// <param name="Answer">The beginning of the last answer, or why there was none.</param>
public sealed record DeliveryResource(string Id, long? Position, string EventType, DeliveryState State, int Attempts, DateTimeOffset FirstAt, DateTimeOffset? LastAt, DateTimeOffset? NextAt, int? Status, string? Answer)
{
    public static DeliveryResource Of(WebhookDelivery delivery) => new(
        delivery.Id, delivery.Position, delivery.EventType, delivery.State, delivery.Attempts, delivery.First, delivery.Last, delivery.Next, delivery.Status, delivery.Answer);
}
