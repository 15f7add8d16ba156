using Quartz;

namespace Turnpike.Server.Operations.Jobs;

/// <summary>Something that is done again and again, by one node at a time. Registered as a singleton; any number of them.</summary>
/// <param name="Name">Lower-case words joined by hyphens.</param>
/// <param name="Says">One sentence: what it is for.</param>
/// <param name="Cron">When, in UTC, as Quartz writes it: second, minute, hour, day of the month, month, day of the week.</param>
/// <param name="RunAsync">Does it, and says in a few words what came of it.</param>
public sealed record ScheduledJob(string Name, string Says, string Cron, Func<IServiceProvider, CancellationToken, Task<string>> RunAsync)
{
    internal DateTimeOffset? NextAfter(DateTimeOffset moment) => new CronExpression(Cron, TimeZoneInfo.Utc).GetNextValidTimeAfter(moment);
}
