using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Turnpike.Ledger;
using Turnpike.Ledger.Events;
using Turnpike.Server.Live;
using Turnpike.Server.Webhooks;

namespace Turnpike.Server.Operations.Telemetry;

/// <summary>Looks now and then at what must be asked of the stores, so that a page of metrics never waits for a database.</summary>
internal sealed partial class NodeGauges : BackgroundService
{
    private static readonly TimeSpan s_every = TimeSpan.FromSeconds(5);

    private readonly EventLedger _ledger;
    private readonly ProjectionFollower _follower;
    private readonly WebhookQueue _webhooks;
    private readonly TimeProvider _time;
    private readonly ILogger<NodeGauges> _log;

    private readonly Meter _meter;
    private long _size;
    private long _pending;
    private long _dead;

    public NodeGauges(ServerParts node, EventLedger ledger, ProjectionFollower follower, WebhookQueue webhooks, LiveFeed live, TimeProvider time, ILogger<NodeGauges> log)
    {
        (_ledger, _follower, _webhooks, _time, _log) = (ledger, follower, webhooks, time, log);

        // Of this node: another in the same process has its own.
        _meter = new Meter(new MeterOptions(Sources.Name) { Scope = node });
        _meter.CreateObservableGauge("turnpike.ledger.entries", () => Math.Max(Volatile.Read(ref _size), _follower.Position), null, "Entries in the ledger.");
        _meter.CreateObservableGauge("turnpike.projection.lag", () => Math.Max(0, Volatile.Read(ref _size) - _follower.Position), null, "Entries that this node has not read yet.");
        _meter.CreateObservableGauge("turnpike.webhook.pending", () => Volatile.Read(ref _pending), null, "Deliveries that are still to be made, by any node.");
        _meter.CreateObservableGauge("turnpike.webhook.dead", () => Volatile.Read(ref _dead), null, "Deliveries that were given up and are not forgotten yet.");
        _meter.CreateObservableGauge("turnpike.live.listeners", () => live.Listeners, null, "Streams of events that this node serves.");
        _meter.CreateObservableGauge("process.start.time", StartTime, "s", "When the process started, in seconds since 1970.");
    }

    public override void Dispose()
    {
        _meter.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                Volatile.Write(ref _size, (await _ledger.HeadAsync(stoppingToken)).Size);
                var counts = await _webhooks.CountAsync(stoppingToken);
                Volatile.Write(ref _pending, counts.GetValueOrDefault(DeliveryState.Pending));
                Volatile.Write(ref _dead, counts.GetValueOrDefault(DeliveryState.Dead));
                await Task.Delay(s_every, _time, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // The edge of a loop: what could not be asked is asked again; the gauges stay as they were.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                LogFailed(fault);
                await Task.Delay(s_every, _time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private static double StartTime()
    {
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return new DateTimeOffset(process.StartTime.ToUniversalTime()).ToUnixTimeMilliseconds() / 1000.0;
    }

    [LoggerMessage(LogLevel.Debug, "The stores could not be asked for the metrics.")]
    private partial void LogFailed(Exception fault);
}
