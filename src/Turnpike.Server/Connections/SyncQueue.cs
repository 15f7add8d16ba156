using Dapper;
using Turnpike.Connectors;
using Turnpike.Ledger.Events;
using Turnpike.Server.Operations;
using Turnpike.Server.Storage;

namespace Turnpike.Server.Connections;

/// <summary>How it stands with the syncs of a connection.</summary>
/// <param name="Run">The one that runs; null where none does.</param>
/// <param name="RequestedBy">Who asked for a run that has not begun yet.</param>
/// <param name="Next">When the next begins by itself; null where none does.</param>
/// <param name="Failures">How many failed in a row.</param>
internal sealed record SyncState(
    string Connection,
    string? Run,
    string? Node,
    string? By,
    DateTimeOffset? Started,
    string? Says,
    int Done,
    int Total,
    string? RequestedBy,
    bool IsCancelled,
    DateTimeOffset? Next,
    int Failures);

/// <summary>
/// Which connection is due, and which node runs it: a run is taken in the database, so that a connection has one at a time,
/// and taken over from a node that has not been heard of.
/// </summary>
internal sealed class SyncQueue(ServerDatabase database, NodeName node, TimeProvider time, IdSource ids)
{
    private const string Columns = "connection, run, node, run_by AS RunBy, started, says, done, total, requested_by AS RequestedBy, cancelled, next, failures";
    private const int MaxSays = 300;

    private static readonly TimeSpan s_dead = TimeSpan.FromSeconds(60);

    public static IReadOnlyList<SchemaStep> Steps { get; } =
    [
        new(
            "connections-1",
            """
            CREATE TABLE sync_state (
              connection TEXT PRIMARY KEY, run TEXT, node TEXT, run_by TEXT, started BIGINT, beat BIGINT, says TEXT, done BIGINT NOT NULL DEFAULT 0, total BIGINT NOT NULL DEFAULT 0,
              requested_by TEXT, cancelled BIGINT NOT NULL DEFAULT 0, next BIGINT, failures BIGINT NOT NULL DEFAULT 0);
            CREATE TABLE sync_run (
              id TEXT PRIMARY KEY, connection TEXT NOT NULL, node TEXT NOT NULL, run_by TEXT NOT NULL, started BIGINT NOT NULL, ended BIGINT, outcome BIGINT NOT NULL, says TEXT,
              parts BIGINT NOT NULL DEFAULT 0, changed BIGINT NOT NULL DEFAULT 0, unread BIGINT NOT NULL DEFAULT 0);
            CREATE INDEX sync_run_of ON sync_run (connection, started);
            CREATE TABLE sync_part (
              scope TEXT NOT NULL, source TEXT NOT NULL, connection TEXT NOT NULL, outcome BIGINT NOT NULL, tried BIGINT NOT NULL, read_at BIGINT, says TEXT,
              PRIMARY KEY (scope, source));
            CREATE INDEX sync_part_of ON sync_part (connection)
            """),
    ];

    public async Task<IReadOnlyList<SyncState>> ListAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return [.. (await connection.QueryAsync<Row>(new CommandDefinition($"SELECT {Columns} FROM sync_state", cancellationToken: cancellationToken))).Select(static r => r.State())];
    }

    public async Task<SyncState?> FindAsync(string name, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return (await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition($"SELECT {Columns} FROM sync_state WHERE connection = @name", new { name }, cancellationToken: cancellationToken)))?.State();
    }

    /// <summary>When the next run begins by itself; made known for a connection that is new or was changed.</summary>
    public Task ScheduleAsync(string name, DateTimeOffset? next, CancellationToken cancellationToken) => ExecuteAsync(
        "INSERT INTO sync_state (connection, next) VALUES (@name, @next) ON CONFLICT (connection) DO UPDATE SET next = excluded.next, failures = 0",
        new { name, next = next is { } at ? Moment.Of(at) : (long?)null },
        cancellationToken);

    /// <summary>Asks for a run as soon as a node is free.</summary>
    public Task RequestAsync(string name, string by, CancellationToken cancellationToken) => ExecuteAsync(
        "INSERT INTO sync_state (connection, requested_by) VALUES (@name, @by) ON CONFLICT (connection) DO UPDATE SET requested_by = excluded.requested_by", new { name, by }, cancellationToken);

    /// <returns>False where none runs or waits.</returns>
    public async Task<bool> CancelAsync(string name, CancellationToken cancellationToken) =>
        await ExecuteAsync("UPDATE sync_state SET cancelled = CASE WHEN run IS NULL THEN 0 ELSE 1 END, requested_by = NULL WHERE connection = @name AND (run IS NOT NULL OR requested_by IS NOT NULL)", new { name }, cancellationToken) > 0;

    /// <summary>Takes the run of a connection that is due or asked for; null where another node has it.</summary>
    /// <param name="isScheduled">Those that are due by themselves, too.</param>
    public async Task<(string Run, string By)?> TakeAsync(Connection connection, bool isScheduled, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var run = ids();
        var values = new { name = connection.Name, run, node = node.Text, now = Moment.Of(now), dead = Moment.Of(now - s_dead), scheduled = isScheduled ? 1 : 0, actor = connection.Actor };
        await using var db = await database.OpenAsync(cancellationToken);
        await using var transaction = await db.BeginTransactionAsync(cancellationToken);
        var by = await db.QuerySingleOrDefaultAsync<string?>(new CommandDefinition(
            """
            UPDATE sync_state SET run = @run, node = @node, run_by = COALESCE(requested_by, @actor), requested_by = NULL, cancelled = 0, started = @now, beat = @now, says = NULL, done = 0, total = 0
            WHERE connection = @name AND (run IS NULL OR beat < @dead) AND (requested_by IS NOT NULL OR run IS NOT NULL OR (@scheduled = 1 AND next <= @now))
            RETURNING run_by
            """,
            values,
            transaction,
            cancellationToken: cancellationToken));
        if (by is null)
        {
            return null;
        }

        await db.ExecuteAsync(new CommandDefinition(
            """
            UPDATE sync_run SET ended = @now, outcome = @interrupted, says = 'Its node stopped.' WHERE connection = @name AND ended IS NULL;
            INSERT INTO sync_run (id, connection, node, run_by, started, outcome) VALUES (@run, @name, @node, @by, @now, @running)
            """,
            new { values.name, values.run, values.node, values.now, by, interrupted = (int)SyncOutcome.Interrupted, running = (int)SyncOutcome.Running },
            transaction,
            cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
        return (run, by);
    }

    /// <summary>Says how far a run is, and that its node lives.</summary>
    /// <returns>False where it was cancelled, or is no longer this node's.</returns>
    public async Task<bool> BeatAsync(string run, SyncStep step, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<long?>(new CommandDefinition(
            "UPDATE sync_state SET beat = @now, says = @says, done = @done, total = @total WHERE run = @run RETURNING cancelled",
            new { run, now = Moment.Of(time.GetUtcNow()), says = Cut(step.Says), done = step.Done, total = step.Total },
            cancellationToken: cancellationToken)) == 0;
    }

    /// <summary>Ends a run, where it is still this node's.</summary>
    public async Task<bool> EndAsync(string run, DateTimeOffset? next, int failures, CancellationToken cancellationToken) => await ExecuteAsync(
        "UPDATE sync_state SET run = NULL, node = NULL, run_by = NULL, says = NULL, cancelled = 0, next = @next, failures = @failures WHERE run = @run",
        new { run, next = next is { } at ? Moment.Of(at) : (long?)null, failures },
        cancellationToken) > 0;

    public Task ForgetAsync(string name, CancellationToken cancellationToken) => ExecuteAsync(
        "DELETE FROM sync_state WHERE connection = @name; DELETE FROM sync_run WHERE connection = @name; DELETE FROM sync_part WHERE connection = @name", new { name }, cancellationToken);

    internal static string? Cut(string? says) => says?.Length > MaxSays ? says[..MaxSays] : says;

    private async Task<int> ExecuteAsync(string sql, object values, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: cancellationToken));
    }

    private sealed record Row(string Connection, string? Run, string? Node, string? RunBy, long? Started, string? Says, long Done, long Total, string? RequestedBy, long Cancelled, long? Next, long Failures)
    {
        public SyncState State() => new(Connection, Run, Node, RunBy, Moment.At(Started), Says, (int)Done, (int)Total, RequestedBy, Cancelled != 0, Moment.At(Next), (int)Failures);
    }
}
