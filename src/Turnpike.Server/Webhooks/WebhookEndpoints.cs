using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Turnpike.Governance.Access;
using Turnpike.Server.Access;
using Turnpike.Server.Api;
using Turnpike.Server.Storage;

namespace Turnpike.Server.Webhooks;

internal static class WebhookEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(ApiModule.Prefix + "/webhooks").Requires(Permission.ManageWebhooks).WithTags("webhooks");
        group.MapGet("", List).WithSummary("The webhooks.");
        group.MapPost("", CreateAsync).AnswersOnce().Produces<WebhookResource>(StatusCodes.Status201Created).WithSummary("Makes a webhook; its secret is in this answer and never again.");
        group.MapGet("/{id}", (HttpContext http, string id, WebhookProjection webhooks) => webhooks.Find(id) is { } webhook
            ? ETags.Answer(http, WebhookResource.Of(webhook))
            : Problems.From(DefineWebhook.NotFound(id))).Produces<WebhookResource>().WithSummary("One webhook.");
        group.MapPut("/{id}", ChangeAsync).RequiresIfMatch().Produces<WebhookResource>().WithSummary("Changes a webhook; without a url it goes where it went.");
        group.MapDelete("/{id}", RemoveAsync).RequiresIfMatch().Produces(StatusCodes.Status204NoContent).WithSummary("Removes a webhook and what was still to be delivered.");
        group.MapPost("/{id}/test", TestAsync).Produces<DeliveryResource>(StatusCodes.Status202Accepted).WithSummary("Sends a delivery that says only that deliveries arrive.");
        group.MapGet("/{id}/deliveries", DeliveriesAsync).Produces<Page<DeliveryResource>>().WithSummary("Deliveries of a webhook, the latest first.");
        group.MapPost("/{id}/deliveries/{delivery}/redelivery", RedeliverAsync).Produces<DeliveryResource>(StatusCodes.Status202Accepted).WithSummary("Sends a delivery once more, under the same id.");
    }

    private static Page<WebhookResource> List([AsParameters] PageRequest page, WebhookProjection webhooks) =>
        Paging.Cut(webhooks.All, page, static w => w.Id).Select(WebhookResource.Of);

    private static async Task<IResult> CreateAsync(HttpContext http, WebhookRequest request, DefineWebhook define, CancellationToken cancellationToken)
    {
        var made = await define.CreateAsync(http.Caller(), Wish(request), cancellationToken);
        return made.Answer(m => Results.Created($"{ApiModule.Prefix}/webhooks/{m.Webhook.Id}", WebhookResource.Of(m.Webhook) with { Secret = m.Secret }));
    }

    private static async Task<IResult> ChangeAsync(HttpContext http, string id, WebhookRequest request, DefineWebhook define, WebhookProjection webhooks, CancellationToken cancellationToken)
    {
        if (webhooks.Find(id) is { } current && ETags.RequireMatch(http, WebhookResource.Of(current)) is { } refused)
        {
            return refused;
        }

        var changed = await define.ChangeAsync(http.Caller(), id, Wish(request), cancellationToken);
        return changed.Answer(m => ETags.Answer(http, WebhookResource.Of(m.Webhook)));
    }

    private static async Task<IResult> RemoveAsync(HttpContext http, string id, DefineWebhook define, WebhookProjection webhooks, CancellationToken cancellationToken)
    {
        if (webhooks.Find(id) is { } current && ETags.RequireMatch(http, WebhookResource.Of(current)) is { } refused)
        {
            return refused;
        }

        var removed = await define.RemoveAsync(http.Caller(), id, cancellationToken);
        return removed.Answer(static _ => Results.NoContent());
    }

    private static async Task<IResult> TestAsync(string id, WebhookProjection webhooks, WebhookQueue queue, CancellationToken cancellationToken) =>
        webhooks.Find(id) is null
            ? Problems.From(DefineWebhook.NotFound(id))
            : Results.Accepted(value: DeliveryResource.Of(await queue.AddTestAsync(id, cancellationToken)));

    private static async Task<IResult> DeliveriesAsync(string id, DeliveryState? state, [AsParameters] PageRequest page, WebhookProjection webhooks, WebhookQueue queue, CancellationToken cancellationToken) =>
        webhooks.Find(id) is null
            ? Problems.From(DefineWebhook.NotFound(id))
            : Results.Ok(Paging.Cut(await queue.ListAsync(id, state, cancellationToken), page, Key, descending: true).Select(DeliveryResource.Of));

    private static async Task<IResult> RedeliverAsync(string id, string delivery, WebhookProjection webhooks, WebhookQueue queue, CancellationToken cancellationToken) =>
        webhooks.Find(id) is not null && await queue.RenewAsync(id, delivery, cancellationToken) is { } renewed
            ? Results.Accepted(value: DeliveryResource.Of(renewed))
            : Problems.NotFound($"There is no delivery {delivery} of a webhook {id}.");

    private static string Key(WebhookDelivery delivery) => string.Create(CultureInfo.InvariantCulture, $"{Moment.Of(delivery.First):d19} {delivery.Id}");

    private static WebhookWish Wish(WebhookRequest request) => new(request.Url, request.Events, request.Description, request.IsActive);
}
