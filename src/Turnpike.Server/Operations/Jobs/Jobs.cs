using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;

namespace Turnpike.Server.Operations.Jobs;

/// <summary>A job, when it ran and when it will.</summary>
/// <param name="Next">Null where this node takes no part in the jobs.</param>
/// <param name="Runs">The latest first.</param>
public sealed record JobState(ScheduledJob Job, DateTimeOffset? Next, IReadOnlyList<JobRun> Runs)
{
    private static readonly TimeSpan s_late = TimeSpan.FromMinutes(5);

    public bool IsLateAt(DateTimeOffset now) => Next < now - s_late;
}

/// <summary>
/// Runs the scheduled jobs, each on one of the nodes. One that was missed, because no node ran or the clock leapt ahead,
/// is run once when that is over.
/// </summary>
public sealed partial class Jobs : IHostedService, IAsyncDisposable
{
    private static readonly TimeSpan s_lookAtClock = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, ScheduledJob> _jobs;
    private readonly JobRuns _runs;
    private readonly TimeProvider _time;
    private readonly ILogger<Jobs> _log;
    private readonly bool _isShared;
    private readonly StandaloneSchedulerFactory? _factory;
    private readonly CancellationTokenSource _stop = new();
    private IScheduler? _scheduler;
    private Task _watch = Task.CompletedTask;

    public Jobs(IEnumerable<ScheduledJob> jobs, JobRuns runs, NodeName node, ServerSettings settings, TimeProvider time, IServiceProvider services, ILoggerFactory logs)
    {
        _jobs = jobs.ToDictionary(j => j.Name, StringComparer.Ordinal);
        _runs = runs;
        _time = time;
        _log = logs.CreateLogger<Jobs>();
        _isShared = settings.Postgres is not null;
        _factory = settings.Operations.RunsJobs
            ? JobStore.Create(node, time, () => new RunScheduledJob(_jobs, runs, node, services, logs.CreateLogger<RunScheduledJob>()), settings.Postgres, settings.PostgresSchema)
            : null;
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (_factory is null)
        {
            return;
        }

        _scheduler = await _factory.GetScheduler(cancellationToken);

        // Shared triggers need their tables, which the start makes: nothing is declared before it.
        await _scheduler.Start(cancellationToken);
        foreach (var job in _jobs.Values)
        {
            await DeclareAsync(_scheduler, job, cancellationToken);
        }

        _watch = WatchClockAsync(_stop.Token);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _watch;
        if (_scheduler is not null)
        {
            await _scheduler.Shutdown(true, cancellationToken);
        }
    }

    public async Task<IReadOnlyList<JobState>> ListAsync(CancellationToken cancellationToken = default)
    {
        var states = new List<JobState>();
        foreach (var job in _jobs.Values.OrderBy(j => j.Name, StringComparer.Ordinal))
        {
            states.Add(new JobState(job, await NextAsync(job, cancellationToken), await _runs.ListAsync(job.Name, cancellationToken)));
        }

        return states;
    }

    /// <summary>Runs a job as soon as a node is free, beside its usual times.</summary>
    /// <returns>False where there is no such job, or this node takes no part in them.</returns>
    public async Task<bool> RunNowAsync(string name, CancellationToken cancellationToken = default)
    {
        if (_scheduler is null || !_jobs.ContainsKey(name))
        {
            return false;
        }

        await _scheduler.TriggerJob(new JobKey(name), null, cancellationToken);
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        _stop.Dispose();
        if (_factory is not null)
        {
            await _factory.DisposeAsync();
        }
    }

    /// <summary>A clock that is set back leaves what was due after the old time waiting for it: such triggers begin anew.</summary>
    internal async Task FollowClockAsync(CancellationToken cancellationToken)
    {
        if (_scheduler is null)
        {
            return;
        }

        foreach (var job in _jobs.Values)
        {
            var trigger = await _scheduler.GetTrigger(new TriggerKey(job.Name), cancellationToken);
            if (trigger?.NextFireTimeUtc > job.NextAfter(_time.GetUtcNow()))
            {
                await _scheduler.RescheduleJob(trigger.Key, Trigger(_scheduler, job), cancellationToken);
            }
        }
    }

    private static ITrigger Trigger(IScheduler scheduler, ScheduledJob job) =>
        TriggerBuilder.Create(scheduler.TimeProvider)
            .WithIdentity(job.Name)
            .ForJob(job.Name)
            .WithSchedule(CronScheduleBuilder.Create(job.Cron).InTimeZone(TimeZoneInfo.Utc).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed))
            .Build();

    private async Task DeclareAsync(IScheduler scheduler, ScheduledJob job, CancellationToken cancellationToken)
    {
        var detail = JobBuilder.Create<RunScheduledJob>().WithIdentity(job.Name).WithDescription(job.Says).StoreDurably(true).DisallowConcurrentExecution(true).RequestRecovery(true).Build();
        await scheduler.AddJob(detail, AddJobOptions.Replacing, cancellationToken);

        // A trigger that stands as it should is left alone: it knows what was missed.
        var standing = await scheduler.GetTrigger(new TriggerKey(job.Name), cancellationToken);
        if (standing is not ICronTrigger cron || cron.CronExpressionString != job.Cron)
        {
            await scheduler.ScheduleJob(Trigger(scheduler, job), ScheduleJobOptions.Replacing, cancellationToken);
        }

        if (!_isShared)
        {
            await RunMissedAsync(scheduler, job, cancellationToken);
        }
    }

    private async Task RunMissedAsync(IScheduler scheduler, ScheduledJob job, CancellationToken cancellationToken)
    {
        if (await _runs.ListAsync(job.Name, cancellationToken) is [var last, ..]
            && job.NextAfter(last.Started) < _time.GetUtcNow())
        {
            await scheduler.TriggerJob(new JobKey(job.Name), null, cancellationToken);
        }
    }

    private async Task<DateTimeOffset?> NextAsync(ScheduledJob job, CancellationToken cancellationToken) =>
        _scheduler is null ? null : (await _scheduler.GetTrigger(new TriggerKey(job.Name), cancellationToken))?.NextFireTimeUtc;

    private async Task WatchClockAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(s_lookAtClock, _time, cancellationToken);
                await FollowClockAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
#pragma warning disable CA1031 // The edge of a loop: a database that is down comes back, and the clock is looked at again.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                LogClock(fault);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The times of the jobs could not be held against the clock.")]
    private partial void LogClock(Exception fault);
}
