using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Turnpike.Ledger;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;

namespace Turnpike.Server.Webhooks;

/// <summary>Follows the ledger for the webhooks and delivers what is due. Runs on every node; the queue sees to it that none does another's work.</summary>
internal sealed partial class WebhookPump(EventLedger ledger, ProjectionFollower follower, WebhookProjection webhooks, WebhookQueue queue, WebhookSender sender, NodeState state, TimeProvider time, ILogger<WebhookPump> log) : BackgroundService
{
    private const int Page = 500;
    private const int AtOnce = 32;

    private static readonly TimeSpan s_lookAgain = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(30);

    private long _position = -1;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => NodeLoop.RunAsync(state, time, RoundAsync, LogFailed, stoppingToken);

    private async Task RoundAsync(CancellationToken cancellationToken)
    {
        if (webhooks.All.Count > 0)
        {
            await FillAsync(cancellationToken);
            while (await queue.TakeAsync(AtOnce, cancellationToken) is { Count: > 0 } taken)
            {
                // One receiver that hangs keeps nobody else waiting, and gets what it gets in order.
                await Task.WhenAll(taken.GroupBy(d => d.Webhook).Select(group => DeliverAsync(group, cancellationToken)));
            }
        }

        using var pause = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        pause.CancelAfter(s_lookAgain);
        try
        {
            await ledger.WaitAsync(Math.Max(_position, follower.Position), pause.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Nothing new; something may be due again.
        }
    }

    private async Task DeliverAsync(IEnumerable<WebhookDelivery> deliveries, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        foreach (var delivery in deliveries)
        {
            // A receiver so slow that the rest would be another node's before it was sent: it comes due again by itself.
            if (time.GetElapsedTime(start) < s_longestWait)
            {
                await sender.TryAsync(delivery, cancellationToken);
            }
        }
    }

    private async Task FillAsync(CancellationToken cancellationToken)
    {
        // What came before the first webhook was for nobody.
        var from = Math.Max(_position, Math.Max(await queue.PositionAsync(cancellationToken), webhooks.All.Min(w => w.Since) + 1));
        var (wanted, seen) = (new List<(Webhook Webhook, LedgerEntry Entry)>(), 0);

        // A webhook must be known before the entries that came after it are looked at.
        await follower.CatchUpAsync(cancellationToken);
        await foreach (var entry in ledger.ReadAsync(from, cancellationToken))
        {
            if (entry.Position >= follower.Position)
            {
                break;
            }

            wanted.AddRange(webhooks.All.Where(w => w.Wants(entry)).Select(w => (w, entry)));
            from = entry.Position + 1;
            if (++seen % Page == 0)
            {
                await queue.FillAsync(wanted, from, cancellationToken);
                wanted.Clear();
            }
        }

        // A stretch that nobody wanted need not be written down: it is looked through again after a start.
        if (wanted.Count > 0)
        {
            await queue.FillAsync(wanted, from, cancellationToken);
        }

        _position = from;
    }

    [LoggerMessage(LogLevel.Warning, "Webhooks could not be looked after; the next try is soon.")]
    private partial void LogFailed(Exception fault);
}
