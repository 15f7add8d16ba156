using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Quartz;
using Turnpike.Server.Operations.Telemetry;

namespace Turnpike.Server.Operations.Jobs;

/// <summary>What Quartz calls: finds the job by its name, runs it, and writes down what came of it.</summary>
internal sealed partial class RunScheduledJob(IReadOnlyDictionary<string, ScheduledJob> jobs, JobRuns runs, NodeName node, IServiceProvider services, ILogger<RunScheduledJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        // A newer node's job may be due while this older one still runs.
        if (!jobs.TryGetValue(context.JobDetail.Key.Name, out var job))
        {
            LogUnknown(context.JobDetail.Key.Name);
            return;
        }

        using var activity = Sources.Activities.StartActivity($"job {job.Name}");
        var start = Stopwatch.GetTimestamp();
        var run = await runs.BeginAsync(job.Name, node, cancellationToken);
        var (isFailed, says) = await RunAsync(job, cancellationToken);
        activity?.SetStatus(isFailed ? ActivityStatusCode.Error : ActivityStatusCode.Ok, isFailed ? says : null);
        Sources.JobSeconds.Record(Stopwatch.GetElapsedTime(start).TotalSeconds, new KeyValuePair<string, object?>("job", job.Name), new KeyValuePair<string, object?>("outcome", isFailed ? "failed" : "done"));

        // Also when the node stops: what was done is written down.
        await runs.EndAsync(run, isFailed, says, CancellationToken.None);
    }

    private async Task<(bool IsFailed, string Says)> RunAsync(ScheduledJob job, CancellationToken cancellationToken)
    {
        try
        {
            return (false, await job.RunAsync(services, cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return (true, "The node was stopped.");
        }
#pragma warning disable CA1031 // The edge of a loop: a job that failed is reported and comes again at its next time.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            LogFailed(fault, job.Name);
            return (true, fault.Message);
        }
    }

    [LoggerMessage(LogLevel.Error, "Job {Job} failed.")]
    private partial void LogFailed(Exception fault, string job);

    [LoggerMessage(LogLevel.Information, "Job {Job} is due, which this version does not know.")]
    private partial void LogUnknown(string job);
}
