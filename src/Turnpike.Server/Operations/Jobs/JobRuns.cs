using Dapper;
using Turnpike.Ledger.Events;
using Turnpike.Server.Storage;

namespace Turnpike.Server.Operations.Jobs;

/// <summary>What became of a run.</summary>
public enum JobOutcome
{
    Running,
    Done,
    Failed,

    /// <summary>Its node died.</summary>
    Interrupted,
}

/// <param name="Says">What came of it, or why it failed.</param>
public sealed record JobRun(string Job, DateTimeOffset Started, DateTimeOffset? Ended, string Node, JobOutcome Outcome, string? Says);

/// <summary>The last runs of each job, on whichever node.</summary>
public sealed class JobRuns(ServerDatabase database, TimeProvider time, IdSource ids)
{
    /// <summary>Runs of one job that are remembered.</summary>
    public const int Kept = 50;

    private const int MaxSays = 500;

    public static IReadOnlyList<SchemaStep> Steps { get; } =
        [new("jobs-1", "CREATE TABLE job_run (id TEXT PRIMARY KEY, job TEXT NOT NULL, started BIGINT NOT NULL, ended BIGINT, node TEXT NOT NULL, failed BIGINT NOT NULL DEFAULT 0, says TEXT); CREATE INDEX job_run_of_job ON job_run (job, started)")];

    /// <returns>The run's id.</returns>
    public async Task<string> BeginAsync(string job, NodeName node, CancellationToken cancellationToken = default)
    {
        var id = ids();
        await using var connection = await database.OpenAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO job_run (id, job, started, node) VALUES (@id, @job, @started, @node);
            DELETE FROM job_run WHERE job = @job AND id NOT IN (SELECT id FROM job_run WHERE job = @job ORDER BY started DESC LIMIT @kept)
            """,
            new { id, job, started = Moment.Of(time.GetUtcNow()), node = node.Text, kept = Kept },
            cancellationToken: cancellationToken));
        return id;
    }

    public async Task EndAsync(string id, bool isFailed, string says, CancellationToken cancellationToken = default)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "UPDATE job_run SET ended = @ended, failed = @failed, says = @says WHERE id = @id",
            new { id, ended = Moment.Of(time.GetUtcNow()), failed = isFailed ? 1 : 0, says = says.Length > MaxSays ? says[..MaxSays] : says },
            cancellationToken: cancellationToken));
    }

    /// <summary>The latest first.</summary>
    public async Task<IReadOnlyList<JobRun>> ListAsync(string job, CancellationToken cancellationToken = default)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            "SELECT job, started, ended, node, failed, says FROM job_run WHERE job = @job ORDER BY started DESC, id DESC", new { job }, cancellationToken: cancellationToken));
        return [.. rows.Select((row, at) => row.Run(isLast: at == 0))];
    }

    private sealed record Row(string Job, long Started, long? Ended, string Node, long Failed, string? Says)
    {
        // A job never runs twice at a time: one that has not ended while a later one began never will.
        public JobRun Run(bool isLast) => new(
            Job,
            Moment.At(Started),
            Moment.At(Ended),
            Node,
            Ended is not null ? Failed == 0 ? JobOutcome.Done : JobOutcome.Failed : isLast ? JobOutcome.Running : JobOutcome.Interrupted,
            Says);
    }
}
