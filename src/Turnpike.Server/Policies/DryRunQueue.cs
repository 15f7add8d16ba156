using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Turnpike.Delivery.Changes;
using Turnpike.Delivery.DryRuns;
using Turnpike.Gate.Rules;
using Turnpike.Server.Changes;

namespace Turnpike.Server.Policies;

/// <summary>Runs the dry runs that were asked of this node, one after the other. What waits when the node stops is lost, and says so.</summary>
internal sealed partial class DryRunQueue(DryRun dryRun, DryRunTable table, TimeProvider time, ILogger<DryRunQueue> log) : BackgroundService
{
    private const int MaxWaiting = 16;

    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan s_tellEvery = TimeSpan.FromMilliseconds(500);

    private readonly Channel<Asked> _waiting = Channel.CreateBounded<Asked>(new BoundedChannelOptions(MaxWaiting) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    /// <returns>False where too many wait.</returns>
    public async Task<bool> AskAsync(DryRunResource run, RuleSet rules, DryRunReach reach, CancellationToken cancellationToken)
    {
        await table.AddAsync(run, cancellationToken);
        return _waiting.Writer.TryWrite(new Asked(run, rules, reach));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var asked in _waiting.Reader.ReadAllAsync(stoppingToken))
            {
                await RunAsync(asked, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task RunAsync(Asked asked, CancellationToken stoppingToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        limit.CancelAfter(s_longest);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var progress = new Latest();
        var telling = TellAsync(asked.Run, progress, limit, ended.Token);
        DryRunResource last;
        try
        {
            // Judging is work of the processor: the reader of the queue must not be it.
            var outcome = await Task.Factory.StartNew(
                () => dryRun.RunAsync(asked.Rules, asked.Reach, progress, limit.Token), limit.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
            last = Shown(asked.Run, progress, outcome);
        }
        catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
        {
            last = progress.IsCancelled
                ? At(asked.Run, progress) with { State = "cancelled" }
                : At(asked.Run, progress) with { State = "failed", Why = $"It took longer than {s_longest.TotalMinutes} minutes." };
        }
#pragma warning disable CA1031 // The queue outlives whatever a store throws: the run says that it failed.
        catch (Exception fault) when (fault is not OperationCanceledException)
#pragma warning restore CA1031
        {
            LogFault(log, fault, asked.Run.Id);
            last = At(asked.Run, progress) with { State = "failed", Why = "Something went wrong in the node; its log says what." };
        }

        await ended.CancelAsync();
        await telling;
        await table.UpdateAsync(last, stoppingToken);
    }

    private async Task TellAsync(DryRunResource run, Latest progress, CancellationTokenSource limit, CancellationToken ended)
    {
        try
        {
            while (true)
            {
                if (await table.UpdateAsync(At(run, progress) with { State = "running" }, ended))
                {
                    progress.IsCancelled = true;
                    await limit.CancelAsync();
                }

                await Task.Delay(s_tellEvery, time, ended);
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
        }
#pragma warning disable CA1031 // Telling how far it is must not end the run.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            LogFault(log, fault, run.Id);
        }
    }

    private static DryRunResource At(DryRunResource run, Latest progress) => run with { Done = progress.Value.Done, Total = progress.Value.Total };

    private static DryRunResource Shown(DryRunResource run, Latest progress, DryRunOutcome outcome) => At(run, progress) with
    {
        State = "done",
        Stopped = [.. outcome.Stopped.Select(static s => Of(s.Change, s))],
        Findings = [.. outcome.Findings.Select(static f => FindingViews.Of(f, ""))],
        FindingsTotal = outcome.FindingsTotal,
        IsCut = outcome.FindingsTotal > outcome.Findings.Count,
        NoLongerKept = outcome.NoLongerKept,
        WithoutEstate = outcome.WithoutEstate,
    };

    private static DryRunChangeResource Of(Change change, StoppedChange stopped) => new(
        change.Id, change.Judged.Title, change.Judged.Scope, change.Author, change.CreatedAt, change.Judged.Verdict, stopped.Verdict, stopped.Failed, stopped.Undecided, stopped.IsOnEstate);

    [LoggerMessage(Level = LogLevel.Error, Message = "The dry run {Id} failed.")]
    private static partial void LogFault(ILogger log, Exception fault, string id);

    private sealed record Asked(DryRunResource Run, RuleSet Rules, DryRunReach Reach);

    // Told on the thread that judges, unlike Progress<T>, so that the last word is not overtaken.
    private sealed class Latest : IProgress<DryRunProgress>
    {
        private volatile DryRunProgress _value = new(0, 0);
        private volatile bool _isCancelled;

        public DryRunProgress Value => _value;

        public bool IsCancelled
        {
            get => _isCancelled;
            set => _isCancelled = value;
        }

        public void Report(DryRunProgress value) => _value = value;
    }
}
