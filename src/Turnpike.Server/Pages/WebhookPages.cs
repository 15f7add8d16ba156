using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Turnpike.Governance.Access;
using Turnpike.Server.Access;
using Turnpike.Server.Ledger;
using Turnpike.Server.Webhooks;
using Turnpike.Web.Access;
using Turnpike.Web.Administration;
using Turnpike.Web.Elements;

namespace Turnpike.Server.Pages;

/// <summary>Webhooks, what they sent and what came back.</summary>
internal sealed class WebhookPages(Visits visits, WebhookProjection webhooks, DefineWebhook define, WebhookQueue queue)
{
    private static readonly char[] s_between = [' ', ',', '\n', '\r', '\t'];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/admin/webhooks", ([FromServices] WebhookPages pages, HttpContext http) => pages.List(http, 200)).Requires(Permission.ManageWebhooks);
        routes.MapPost("/admin/webhooks", ([FromServices] WebhookPages pages, HttpContext http) => pages.CreateAsync(http)).Requires(Permission.ManageWebhooks);
        routes.MapGet("/admin/webhooks/{id}", ([FromServices] WebhookPages pages, HttpContext http, string id) => pages.ShowAsync(http, 200, id)).Requires(Permission.ManageWebhooks);
        routes.MapPost("/admin/webhooks/{id}", ([FromServices] WebhookPages pages, HttpContext http, string id) => pages.ChangeAsync(http, id)).Requires(Permission.ManageWebhooks);
        routes.MapPost("/admin/webhooks/{id}/test", ([FromServices] WebhookPages pages, HttpContext http, string id) => pages.TestAsync(http, id)).Requires(Permission.ManageWebhooks);
        routes.MapPost("/admin/webhooks/{id}/removal", ([FromServices] WebhookPages pages, HttpContext http, string id) => pages.RemoveAsync(http, id)).Requires(Permission.ManageWebhooks);
        routes.MapPost("/admin/webhooks/{id}/deliveries/{delivery}/redelivery", ([FromServices] WebhookPages pages, HttpContext http, string id, string delivery) => pages.RedeliverAsync(http, id, delivery)).Requires(Permission.ManageWebhooks);
    }

    private IResult List(HttpContext http, int status, string? fault = null, WebhookDraft? draft = null) => Rendered.Page<WebhooksPage>(
        status,
        ("Visit", visits.Of(http)), ("Webhooks", (IReadOnlyList<WebhookView>)[.. webhooks.All.Select(View)]), ("Types", Types(http)), ("Fault", fault), ("Draft", draft ?? new WebhookDraft("", "", "", true)));

    private async Task<IResult> CreateAsync(HttpContext http)
    {
        var draft = Draft(await http.Request.ReadFormAsync(http.RequestAborted));
        var made = await define.CreateAsync(http.Caller(), Wish(draft), http.RequestAborted);
        if (made.Value is not { } webhook)
        {
            return List(http, 422, made.Refusal!.Message, draft);
        }

        http.Response.Headers.CacheControl = "no-store";
        return await ShowAsync(http, 201, webhook.Webhook.Id, secret: webhook.Secret);
    }

    private async Task<IResult> ShowAsync(HttpContext http, int status, string id, string? fault = null, WebhookDraft? draft = null, string? secret = null)
    {
        if (webhooks.Find(id) is not { } webhook)
        {
            return Missing(http);
        }

        var deliveries = await queue.ListAsync(id, null, http.RequestAborted);
        return Rendered.Page<WebhookPage>(
            status,
            ("Visit", visits.Of(http)),
            ("Webhook", View(webhook)),
            ("Deliveries", (IReadOnlyList<DeliveryView>)[.. deliveries.OrderByDescending(static d => d.First).Select(d => new DeliveryView(d.Id, LedgerSearch.MayRead(http.Caller(), d.EventType) ? d.Position : null, d.EventType, d.State.ToString().ToLowerInvariant(), d.Attempts, d.First, d.Last, d.Next, d.Status, d.Answer))]),
            ("Types", Types(http)),
            ("Draft", draft ?? new WebhookDraft("", string.Join(' ', webhook.Events), webhook.Description, webhook.IsActive)),
            ("Fault", fault),
            ("Secret", secret));
    }

    private async Task<IResult> ChangeAsync(HttpContext http, string id)
    {
        var draft = Draft(await http.Request.ReadFormAsync(http.RequestAborted));
        var changed = await define.ChangeAsync(http.Caller(), id, Wish(draft), http.RequestAborted);
        return changed.Refusal is { } refusal ? await ShowAsync(http, 422, id, refusal.Message, draft) : Rendered.SeeOther(Address.Under("/admin/webhooks", id) + "?done=webhook-changed");
    }

    private async Task<IResult> TestAsync(HttpContext http, string id)
    {
        if (webhooks.Find(id) is null)
        {
            return Missing(http);
        }

        await queue.AddTestAsync(id, http.RequestAborted);
        return Rendered.SeeOther(Address.Under("/admin/webhooks", id) + "?done=webhook-tested");
    }

    private async Task<IResult> RemoveAsync(HttpContext http, string id)
    {
        var removed = await define.RemoveAsync(http.Caller(), id, http.RequestAborted);
        return removed.Refusal is null ? Rendered.SeeOther("/admin/webhooks?done=webhook-removed") : Missing(http);
    }

    private async Task<IResult> RedeliverAsync(HttpContext http, string id, string delivery) =>
        webhooks.Find(id) is not null && await queue.RenewAsync(id, delivery, http.RequestAborted) is not null
            ? Rendered.SeeOther(Address.Under("/admin/webhooks", id) + "?done=webhook-redelivered")
            : Missing(http);

    private IResult Missing(HttpContext http) => Rendered.Page<RefusedPage>(404, ("Visit", visits.Of(http)), ("Status", 404), ("Detail", "There is no such webhook or delivery any more."));

    private static WebhookDraft Draft(IFormCollection form) => new(form["url"].ToString().Trim(), form["events"].ToString(), form["description"].ToString().Trim(), form["active"] == "true");

    private static WebhookWish Wish(WebhookDraft draft) =>
        new(draft.Url.Length == 0 ? null : draft.Url, [.. draft.Events.Split(s_between, StringSplitOptions.RemoveEmptyEntries).Distinct()], draft.Description, draft.IsActive);

    private static IReadOnlyList<string> Types(HttpContext http) => [.. EventPattern.Types.Where(t => LedgerSearch.MayRead(http.Caller(), t))];

    private static WebhookView View(Webhook w) => new(w.Id, w.Target, w.Events, w.Description, w.IsActive, w.CreatedBy, w.CreatedAt);
}
