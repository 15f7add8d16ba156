using Quartz;
using Quartz.Extensibility;

namespace Turnpike.Server.Operations.Jobs;

/// <summary>Every job of ours runs through the same class.</summary>
internal sealed class OneJobFactory(Func<IJob> job) : IJobFactory
{
    public ValueTask<JobScope> CreateJob(TriggerFiredBundle bundle, IScheduler scheduler, CancellationToken cancellationToken) => new(new JobScope(job()));

    public ValueTask ReturnJob(JobScope scope, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
