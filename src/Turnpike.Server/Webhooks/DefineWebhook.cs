using Turnpike.Governance;
using Turnpike.Ledger;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;
using Turnpike.Server.Access;
using Turnpike.Server.Live;

namespace Turnpike.Server.Webhooks;

/// <summary>What somebody wants of a webhook.</summary>
/// <param name="Url">Null to leave it as it is.</param>
internal sealed record WebhookWish(string? Url, IReadOnlyList<string> Events, string Description, bool IsActive);

/// <summary>A webhook, and its secret where it was just made.</summary>
internal sealed record WebhookMade(Webhook Webhook, string? Secret);

/// <summary>Makes, changes and removes webhooks.</summary>
internal sealed class DefineWebhook(ProjectionFollower follower, WebhookProjection webhooks, WebhookSecrets secrets, WebhookQueue queue, WebhookTarget target, IdSource ids)
{
    private const int MaxWebhooks = 100;
    private const int MaxEvents = 50;
    private const int MaxText = 500;

    public async Task<Outcome<WebhookMade>> CreateAsync(Caller caller, WebhookWish wish, CancellationToken cancellationToken)
    {
        if (wish.Url is null)
        {
            return new Refusal("webhook-invalid", "A webhook needs a url.");
        }

        if ((webhooks.All.Count >= MaxWebhooks ? $"There are {MaxWebhooks} webhooks, which is the most." : Fault(caller, wish)) is { } fault)
        {
            return new Refusal("webhook-invalid", fault);
        }

        var (id, secret) = (ids(), WebhookMessage.NewSecret());
        await secrets.KeepAsync(id, new WebhookSecret(wish.Url, secret), cancellationToken);
        await RecordAsync(caller, WebhookEvents.Defined.Draft(new WebhookDefined(id, WebhookTarget.Shown(wish.Url), wish.Events, wish.Description, wish.IsActive), caller.Principal.Id), id, cancellationToken);
        return new WebhookMade(webhooks.Find(id)!, secret);
    }

    public async Task<Outcome<WebhookMade>> ChangeAsync(Caller caller, string id, WebhookWish wish, CancellationToken cancellationToken)
    {
        if (webhooks.Find(id) is not { } known || await secrets.FindAsync(id, cancellationToken) is not { } secret)
        {
            return NotFound(id);
        }

        if (Fault(caller, wish) is { } fault)
        {
            return new Refusal("webhook-invalid", fault);
        }

        if (wish.Url is { } url)
        {
            await secrets.KeepAsync(id, secret with { Url = url }, cancellationToken);
        }

        var shown = wish.Url is null ? known.Target : WebhookTarget.Shown(wish.Url);
        await RecordAsync(caller, WebhookEvents.Defined.Draft(new WebhookDefined(id, shown, wish.Events, wish.Description, wish.IsActive), caller.Principal.Id), id, cancellationToken);
        return new WebhookMade(webhooks.Find(id)!, null);
    }

    public async Task<Outcome<Webhook>> RemoveAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        if (webhooks.Find(id) is not { } known)
        {
            return NotFound(id);
        }

        await RecordAsync(caller, WebhookEvents.Removed.Draft(new WebhookRemoved(id), caller.Principal.Id), id, cancellationToken);
        await secrets.RemoveAsync(id, cancellationToken);
        await queue.ForgetAsync(id, cancellationToken);
        return known;
    }

    internal static Refusal NotFound(string id) => new("not-found", $"There is no webhook {id}.");

    private string? Fault(Caller caller, WebhookWish wish)
    {
        if (wish.Url is not null && (wish.Url.Length > MaxText ? $"it has at most {MaxText} characters" : target.Fault(wish.Url)) is { } fault)
        {
            return $"The url: {fault}.";
        }

        if (wish.Events.Count is 0 or > MaxEvents || wish.Description.Length > MaxText)
        {
            return $"A webhook has 1 to {MaxEvents} events and a description of at most {MaxText} characters.";
        }

        if (EventPattern.Fault(wish.Events) is { } unknown)
        {
            return unknown;
        }

        // Nobody hears by webhook what they may not read.
        var missing = wish.Events.SelectMany(EventAccess.OfPattern).Distinct().Where(p => !caller.May(p)).ToList();
        return missing.Count == 0 ? null : $"Whoever defines a webhook for these events must be allowed to {string.Join(", ", missing)}.";
    }

    private Task<AppendResult> RecordAsync(Caller caller, EventDraft draft, string id, CancellationToken cancellationToken) =>
        follower.AppendAsync(new StreamName($"webhook/{id}"), ExpectedVersion.Any, [draft with { Actor = caller.Principal.Id }], cancellationToken);
}
