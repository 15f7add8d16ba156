using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Turnpike.Delivery.Applying;
using Turnpike.Delivery.Judging;
using Turnpike.Ledger.Events;

namespace Turnpike.Server.Changes;

/// <summary>
/// Keeps open changes up to date: those that a pushed state shows are recorded as applied, those that hang on something
/// that moved are judged again. Every node does it; what one has recorded the others find done.
/// </summary>
internal sealed partial class ChangeWatch(NodeState state, ProjectionFollower follower, NoteApplied noteApplied, JudgeAgain judgeAgain, TimeProvider time, ILogger<ChangeWatch> log)
    : BackgroundService
{
    // A pipeline pushes several states at once: one judging for all of them.
    private static readonly TimeSpan s_settle = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan s_lookEvery = TimeSpan.FromMilliseconds(250);

    // Exceptions end without an entry in the ledger.
    private static readonly TimeSpan s_atLeastEvery = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await state.CaughtUp.WaitAsync(stoppingToken);
            while (true)
            {
                var position = follower.Position;
                await LookAsync(stoppingToken);
                await WaitAsync(position, stoppingToken);
                await Task.Delay(s_settle, time, stoppingToken);
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
            await noteApplied.RunAsync(stoppingToken);
            await judgeAgain.RunAsync(stoppingToken);
        }
#pragma warning disable CA1031 // The loop outlives whatever a store throws: it is told, and tried again.
        catch (Exception fault) when (fault is not OperationCanceledException)
#pragma warning restore CA1031
        {
            LogFault(log, fault);
        }
    }

    // Asks the node's own projections: the ledger's store is polled for them already.
    private async Task WaitAsync(long position, CancellationToken stoppingToken)
    {
        var until = time.GetUtcNow() + s_atLeastEvery;
        while (follower.Position <= position && time.GetUtcNow() < until)
        {
            await Task.Delay(s_lookEvery, time, stoppingToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Open changes could not be looked through; they will be again.")]
    private static partial void LogFault(ILogger log, Exception fault);
}
