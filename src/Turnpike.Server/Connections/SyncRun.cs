using Microsoft.Extensions.Logging;
using Turnpike.Connectors;
using Turnpike.Ledger;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;
using Turnpike.Server.Operations.Telemetry;
using Turnpike.Text;

namespace Turnpike.Server.Connections;

/// <summary>One run of a connection from its beginning to what is written down of it.</summary>
internal sealed partial class SyncRun(ProjectionFollower follower, ConnectionProjection connections, ConnectorFactory connectors, ConnectionSync sync, SyncQueue queue, SyncRecords records, TimeProvider time, ILogger<SyncRun> log)
{
    private static readonly TimeSpan s_beat = TimeSpan.FromSeconds(1);

    private sealed class LastStep : IProgress<SyncStep>
    {
        private volatile object _step = default(SyncStep);

        public SyncStep Step => (SyncStep)_step;

        public void Report(SyncStep value) => _step = value;
    }

    /// <param name="failures">How many failed in a row before.</param>
    /// <param name="stopping">The node stops.</param>
    public async Task RunAsync(Connection connection, string run, string by, int failures, CancellationToken stopping)
    {
        using var activity = Sources.Activities.StartActivity($"sync {connection.Name}");
        var progress = new LastStep();
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var beats = BeatAsync(run, progress, cancel);
        var result = await ResultAsync(connection, progress, cancel.Token, stopping);
        await cancel.CancelAsync();
        await beats;
        try
        {
            // Also when the node stops: what was done is written down.
            await EndAsync(connection, run, by, failures, result);
        }
#pragma warning disable CA1031 // The edge of a run: its node is seen to be silent, and it is run again.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            LogUnwritten(fault, connection.Name);
        }
    }

    private async Task<SyncResult> ResultAsync(Connection connection, LastStep progress, CancellationToken cancellationToken, CancellationToken stopping)
    {
        try
        {
            var faults = new DiagnosticBag();
            return connectors.Create(connection.Kind, connection.Settings, faults) is { } connector
                ? await sync.RunAsync(connector, connection.Actor, await BeforeAsync(connection, cancellationToken), progress, cancellationToken)
                : SyncResult.Ended(SyncOutcome.Failed, string.Join(" ", faults.Select(static f => $"{f.Message}. {f.Help}")));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return SyncResult.Ended(SyncOutcome.Interrupted, "The node was stopped.");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return SyncResult.Ended(SyncOutcome.Cancelled, "Somebody cancelled it.");
        }
        catch (ConnectionFailedException fault)
        {
            return SyncResult.Ended(SyncOutcome.Failed, fault.Message);
        }
#pragma warning disable CA1031 // The edge of a run: it is reported, and comes again.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            LogFailed(fault, connection.Name);
            return SyncResult.Ended(SyncOutcome.Failed, fault.Message);
        }
    }

    private async Task<IReadOnlyList<Part>> BeforeAsync(Connection connection, CancellationToken cancellationToken) =>
        [.. (await records.PartsAsync(connection.Name, cancellationToken)).Select(static p => new Part(p.Scope, p.Source))];

    private async Task EndAsync(Connection connection, string run, string by, int failures, SyncResult result)
    {
        var hasFailed = result.Outcome == SyncOutcome.Failed;
        if (result.Changed > 0 || result.Covered > 0 || result.Added + result.Modified + result.Removed > 0 || hasFailed != failures > 0)
        {
            var completed = new SyncCompleted(
                connection.Name, result.Outcome.ToString().ToLowerInvariant(), result.Parts.Count, result.Changed, result.Unread, result.Added, result.Modified, result.Removed, hasFailed ? result.Says : null);
            await follower.AppendAsync(new StreamName($"connection/{connection.Name}"), ExpectedVersion.Any, [ConnectionEvents.Completed.Draft(completed, by)], CancellationToken.None);
        }

        await records.EndAsync(run, connection.Name, result, CancellationToken.None);
        var now = time.GetUtcNow();
        var inARow = hasFailed ? failures + 1 : 0;
        var schedule = connections.Find(connection.Name) is { IsEnabled: true } current ? current.Schedule : SyncSchedule.Never;
        var next = result.Outcome == SyncOutcome.Interrupted && schedule.Every is not null ? now : schedule.NextAfter(now, connection.Name, inARow);
        await queue.EndAsync(run, next, inARow, CancellationToken.None);
    }

    private async Task BeatAsync(string run, LastStep progress, CancellationTokenSource cancel)
    {
        while (true)
        {
            await Task.Delay(s_beat, time, cancel.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (cancel.IsCancellationRequested)
            {
                return;
            }

            try
            {
                if (!await queue.BeatAsync(run, progress.Step, cancel.Token))
                {
                    await cancel.CancelAsync();
                    return;
                }
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // The edge of a loop: a database that is away comes back; one that stays away ends the run where it writes.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                LogFailed(fault, run);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Sync {Name} failed.")]
    private partial void LogFailed(Exception fault, string name);

    [LoggerMessage(LogLevel.Error, "What came of sync {Name} could not be written down.")]
    private partial void LogUnwritten(Exception fault, string name);
}
