using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Turnpike.Server.Connections;

/// <summary>Runs the syncs that are due or asked for. On every node; the queue sees to it that each runs on one.</summary>
internal sealed partial class SyncPump(ConnectionProjection connections, SyncQueue queue, SyncRun runs, NodeState state, ServerSettings settings, Operations.NodeName node, TimeProvider time, ILogger<SyncPump> log) : BackgroundService
{
    private const int AtOnce = 4;

    private static readonly TimeSpan s_lookAgain = TimeSpan.FromSeconds(1);

    private readonly List<Task> _running = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await NodeLoop.RunAsync(
            state,
            time,
            async cancellationToken =>
            {
                await RoundAsync(cancellationToken);
                await Task.Delay(s_lookAgain, time, cancellationToken);
            },
            LogFailed,
            stoppingToken);
        await Task.WhenAll(_running);
    }

    private async Task RoundAsync(CancellationToken cancellationToken)
    {
        _running.RemoveAll(static t => t.IsCompleted);
        if (connections.All.Count == 0)
        {
            return;
        }

        var states = (await queue.ListAsync(cancellationToken)).ToDictionary(static s => s.Connection, StringComparer.Ordinal);
        foreach (var connection in connections.All)
        {
            if (_running.Count >= AtOnce)
            {
                return;
            }

            if (!states.TryGetValue(connection.Name, out var known))
            {
                // The database was restored without it, or lost.
                await queue.ScheduleAsync(connection.Name, connection is { IsEnabled: true, Schedule.Every: not null } ? time.GetUtcNow() : null, cancellationToken);
            }
            else if (MayBegin(connection, known) && await queue.TakeAsync(connection, IsScheduled(connection), cancellationToken) is var (run, by))
            {
                _running.Add(runs.RunAsync(connection, run, by, known.Failures, cancellationToken));
            }
        }
    }

    private bool MayBegin(Connection connection, SyncState known) =>
        known.RequestedBy is not null || (known.Run is null ? IsScheduled(connection) && known.Next <= time.GetUtcNow() : known.Node != node.Text);

    private bool IsScheduled(Connection connection) => settings.Operations.RunsJobs && connection.IsEnabled;

    [LoggerMessage(LogLevel.Warning, "Connections could not be looked after; the next try is soon.")]
    private partial void LogFailed(Exception fault);
}
