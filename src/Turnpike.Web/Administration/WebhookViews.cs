namespace Turnpike.Web.Administration;

/// <param name="Target">Scheme, host and port; the rest of the address is not shown again.</param>
public sealed record WebhookView(string Id, string Target, IReadOnlyList<string> Events, string Description, bool IsActive, string CreatedBy, DateTimeOffset CreatedAt);

/// <summary>What was typed for a webhook; events are words with white space or commas between them.</summary>
public sealed record WebhookDraft(string Url, string Events, string Description, bool IsActive);

/// <param name="State">pending, delivered or dead.</param>
/// <param name="Answer">The beginning of the last answer, or why there was none.</param>
public sealed record DeliveryView(string Id, long? Position, string EventType, string State, int Attempts, DateTimeOffset FirstAt, DateTimeOffset? LastAt, DateTimeOffset? NextAt, int? Status, string? Answer);
