namespace Turnpike.Server;

/// <summary>A loop in the background of a node, which outlives whatever a round of it throws.</summary>
internal static class NodeLoop
{
    private static readonly TimeSpan s_firstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(30);

    /// <summary>Round after round once the node knows its ledger, until it stops. After a fault it waits, longer each time.</summary>
    /// <param name="failed">Tells of the fault.</param>
    public static async Task RunAsync(NodeState state, TimeProvider time, Func<CancellationToken, Task> round, Action<Exception> failed, CancellationToken stoppingToken)
    {
        var wait = s_firstWait;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await state.CaughtUp.WaitAsync(stoppingToken);
                await round(stoppingToken);
                wait = s_firstWait;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // The edge of a loop: what is due stays due, and a database that was away comes back.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                failed(fault);
                await Task.Delay(wait, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                wait = TimeSpan.FromTicks(Math.Min(wait.Ticks * 2, s_longestWait.Ticks));
            }
        }
    }
}
