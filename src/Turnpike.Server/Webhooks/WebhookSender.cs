using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Turnpike.Ledger;
using Turnpike.Ledger.Entries;
using Turnpike.Server.Operations.Telemetry;
using Turnpike.Server.Storage;

namespace Turnpike.Server.Webhooks;

/// <summary>Tries a delivery once and says in the queue what became of it.</summary>
internal sealed class WebhookSender(WebhookQueue queue, WebhookProjection webhooks, WebhookSecrets secrets, WebhookTarget target, EventLedger ledger, NodeSecrets node, ServerSettings settings, TimeProvider time) : IDisposable
{
    /// <summary>Of an answer, in bytes.</summary>
    public const int MaxAnswer = 1024;

    private static readonly TimeSpan s_connect = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_whole = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan s_givesUp = TimeSpan.FromHours(24);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromHours(4);

    private readonly HttpMessageInvoker _client = target.Client(s_connect);
    private readonly string _source = settings.PublicUrl ?? $"urn:turnpike:{node.CheckpointKey.Name}";

    public async Task TryAsync(WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        if (webhooks.Find(delivery.Webhook) is not { IsActive: true } || await secrets.FindAsync(delivery.Webhook, cancellationToken) is not { } secret)
        {
            await queue.NoteAsync(delivery, DeliveryState.Dead, null, null, "The webhook was switched off or removed.", cancellationToken);
            return;
        }

        using var activity = Sources.Activities.StartActivity("webhook");
        var (status, answer) = await SendAsync(delivery, secret, cancellationToken);
        var next = delivery.First + s_givesUp > time.GetUtcNow() ? time.GetUtcNow() + Wait(delivery.Attempts) : (DateTimeOffset?)null;
        var state = status is >= 200 and < 300 ? DeliveryState.Delivered
            : status == (int)HttpStatusCode.Gone || next is null ? DeliveryState.Dead
            : DeliveryState.Pending;
        Sources.WebhookDeliveries.Add(1, new KeyValuePair<string, object?>("outcome", state switch { DeliveryState.Delivered => "delivered", DeliveryState.Dead => "dead", _ => "failed" }));
        await queue.NoteAsync(delivery, state, state == DeliveryState.Pending ? next : null, status, answer, cancellationToken);
    }

    public void Dispose() => _client.Dispose();

    /// <summary>5 s, 15 s, 45 s … up to four hours, each a fifth shorter or longer, so that what failed together does not come back together.</summary>
    /// <param name="attempts">Tries so far, from 1.</param>
    internal static TimeSpan Wait(int attempts)
    {
        var seconds = Math.Min(s_longestWait.TotalSeconds, 5 * Math.Pow(3, Math.Min(attempts, 20) - 1));
#pragma warning disable CA5394 // Spreads the load; nothing depends on nobody guessing it.
        return TimeSpan.FromSeconds(seconds * (0.8 + (Random.Shared.NextDouble() * 0.4)));
#pragma warning restore CA5394
    }

    private async Task<(int? Status, string Answer)> SendAsync(WebhookDelivery delivery, WebhookSecret secret, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var body = delivery.Position is { } position
            ? WebhookMessage.Body(await EntryAsync(position, cancellationToken), _source)
            : WebhookMessage.TestBody(delivery.Id, _source, now);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(s_whole);
        using var request = Request(delivery, secret, body, now.ToUnixTimeSeconds());
        try
        {
            using var response = await _client.SendAsync(request, timeout.Token);
            return ((int)response.StatusCode, await BeginningAsync(response, timeout.Token));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, string.Create(CultureInfo.InvariantCulture, $"No answer within {s_whole.TotalSeconds} seconds."));
        }
        catch (Exception fault) when (fault is HttpRequestException or SocketException or IOException)
        {
            return (null, fault.Message);
        }
    }

    private static HttpRequestMessage Request(WebhookDelivery delivery, WebhookSecret secret, byte[] body, long timestamp)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, secret.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(WebhookMessage.MediaType, "utf-8");
        request.Headers.Add("webhook-id", delivery.Id);
        request.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", WebhookMessage.Sign(secret.Secret, delivery.Id, timestamp, body));
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Turnpike", null));
        return request;
    }

    private static async Task<string> BeginningAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var beginning = new byte[MaxAnswer];
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var length = await body.ReadAtLeastAsync(beginning, MaxAnswer, throwOnEndOfStream: false, cancellationToken);

        // PostgreSQL keeps no zero characters.
        return Encoding.UTF8.GetString(beginning, 0, length).Replace('\0', '\ufffd');
    }

    private async Task<LedgerEntry> EntryAsync(long position, CancellationToken cancellationToken)
    {
        await foreach (var entry in ledger.ReadAsync(position, cancellationToken))
        {
            return entry;
        }

        throw new InvalidOperationException($"Entry {position} is to be delivered and is not in the ledger.");
    }
}
