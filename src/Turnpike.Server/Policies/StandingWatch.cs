using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Turnpike.Delivery.Standing;
using Turnpike.Ledger.Events;

namespace Turnpike.Server.Policies;

/// <summary>Keeps the standing findings of the estate up to date, in the background of every node.</summary>
internal sealed partial class StandingWatch(NodeState state, ProjectionFollower follower, StandingFindings standing, TimeProvider time, ILogger<StandingWatch> log) : BackgroundService
{
    private static readonly TimeSpan s_lookEvery = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await state.CaughtUp.WaitAsync(stoppingToken);
            while (true)
            {
                var position = follower.Position;
                await LookAsync(stoppingToken);
                do
                {
                    await Task.Delay(s_lookEvery, time, stoppingToken);
                }
                while (follower.Position <= position);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task LookAsync(CancellationToken stoppingToken)
    {
        try
        {
            // Judging is work of the processor, and the start of the node must not wait for it.
            await Task.Factory.StartNew(() => standing.RunAsync(stoppingToken), stoppingToken, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
        }
#pragma warning disable CA1031 // The loop outlives whatever a store throws: it is told, and tried again.
        catch (Exception fault) when (fault is not OperationCanceledException)
#pragma warning restore CA1031
        {
            LogFault(log, fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The estate could not be judged as it stands; it will be again.")]
    private static partial void LogFault(ILogger log, Exception fault);
}
