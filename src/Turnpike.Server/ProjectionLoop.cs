using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Turnpike.Ledger;
using Turnpike.Ledger.Events;
using Turnpike.Server.Storage;

namespace Turnpike.Server;

/// <summary>
/// Keeps what the node knows up to date. A database that is away is asked again, ever less often; a ledger that cannot be
/// read any further ends it, and with it all recording, until somebody has looked.
/// </summary>
internal sealed partial class ProjectionLoop(ProjectionFollower follower, EventLedger ledger, NodeState state, TimeProvider time, ILogger<ProjectionLoop> log) : BackgroundService
{
    private static readonly TimeSpan s_shortestWait = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var wait = s_shortestWait;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await follower.CatchUpAsync(stoppingToken);
                state.Follows();
                wait = s_shortestWait;
                await ledger.WaitAsync(follower.Position, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (LedgerStoppedException stopped)
            {
                state.Fails(stopped.Message);
                LogStopped(log, stopped);
                return;
            }
#pragma warning disable CA1031 // The loop outlives whatever the store throws: it is told, and tried again.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                var reason = StoreFaults.Of(fault) is null ? fault.GetType().Name : "the database cannot be reached";
                state.Fails($"The node does not follow the ledger: {reason}.");
                LogAway(log, fault, wait);
                await Task.Delay(wait, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                wait = TimeSpan.FromTicks(Math.Min(wait.Ticks * 2, s_longestWait.Ticks));
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "The ledger cannot be read any further: nothing is recorded any more.")]
    private static partial void LogStopped(ILogger log, Exception stopped);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The ledger could not be followed; the next try is in {Wait}.")]
    private static partial void LogAway(ILogger log, Exception fault, TimeSpan wait);
}
