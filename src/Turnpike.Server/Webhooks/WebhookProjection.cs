using System.Collections.Immutable;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;

namespace Turnpike.Server.Webhooks;

/// <param name="Since">The position of the event that made it: it gets what comes after.</param>
public sealed record Webhook(string Id, string Target, IReadOnlyList<string> Events, string Description, bool IsActive, string CreatedBy, DateTimeOffset CreatedAt, long Since)
{
    public bool Wants(LedgerEntry entry) => IsActive && entry.Position > Since && Events.Any(p => EventPattern.Matches(p, entry.Type.Name));
}

/// <summary>The webhooks there are.</summary>
public sealed class WebhookProjection : IProjection
{
    private ImmutableSortedDictionary<string, Webhook> _webhooks = ImmutableSortedDictionary.Create<string, Webhook>(StringComparer.Ordinal);

    /// <summary>By id.</summary>
    public IReadOnlyList<Webhook> All => [.. _webhooks.Values];

    public Webhook? Find(string id) => _webhooks.GetValueOrDefault(id);

    public void Apply(LedgerEntry entry)
    {
        if (WebhookEvents.Defined.Is(entry))
        {
            var data = WebhookEvents.Defined.Read(entry);
            var known = Find(data.Id) ?? new Webhook(data.Id, "", [], "", true, entry.Actor, entry.RecordedAt, entry.Position);
            _webhooks = _webhooks.SetItem(data.Id, known with { Target = data.Target, Events = data.Events, Description = data.Description, IsActive = data.IsActive });
        }
        else if (WebhookEvents.Removed.Is(entry))
        {
            _webhooks = _webhooks.Remove(WebhookEvents.Removed.Read(entry).Id);
        }
    }
}
