using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Turnpike.Governance.Access;
using Turnpike.Server.Access;
using Turnpike.Server.Api;

namespace Turnpike.Server.Operations.Jobs;

/// <param name="Schedule">Second, minute, hour, day of the month, month, day of the week, in UTC.</param>
/// <param name="Next">Null where the node that answers takes no part in the jobs.</param>
/// <param name="IsLate">It should have begun more than five minutes ago.</param>
/// <param name="Runs">The latest first.</param>
public sealed record JobResource(string Name, string Says, string Schedule, DateTimeOffset? Next, bool IsLate, IReadOnlyList<JobRunResource> Runs);

/// <param name="Says">What came of it, or why it failed.</param>
public sealed record JobRunResource(DateTimeOffset Started, DateTimeOffset? Ended, string Node, JobOutcome Outcome, string? Says);

internal static class JobEndpoints
{
    private const int RunsShown = 10;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(ApiModule.Prefix + "/operations/jobs").Requires(Permission.Operate).WithTags("operations");
        group.MapGet("", ListAsync).WithSummary("The background jobs: when they ran, what came of it, when they run next.");
        group.MapPost("/{name}/runs", RunAsync).Produces(StatusCodes.Status202Accepted).WithSummary("Runs a job now, beside its usual times.");
    }

    private static async Task<Page<JobResource>> ListAsync(Jobs jobs, TimeProvider time, CancellationToken cancellationToken) =>
        new([.. (await jobs.ListAsync(cancellationToken)).Select(s => Resource(s, time.GetUtcNow()))], null);

    private static async Task<IResult> RunAsync(string name, Jobs jobs, CancellationToken cancellationToken) =>
        await jobs.RunNowAsync(name, cancellationToken)
            ? Results.Accepted($"{ApiModule.Prefix}/operations/jobs")
            : Problems.NotFound($"There is no job {name}, or this node takes no part in the jobs.");

    private static JobResource Resource(JobState state, DateTimeOffset now) => new(
        state.Job.Name,
        state.Job.Says,
        state.Job.Cron,
        state.Next,
        state.IsLateAt(now),
        [.. state.Runs.Take(RunsShown).Select(r => new JobRunResource(r.Started, r.Ended, r.Node, r.Outcome, r.Says))]);
}
