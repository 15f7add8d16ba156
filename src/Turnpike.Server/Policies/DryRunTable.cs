using System.Text.Json;
using Dapper;
using Turnpike.Server.Api;
using Turnpike.Server.Storage;

namespace Turnpike.Server.Policies;

/// <summary>Dry runs of the last hour, where every node sees them: any answers what one runs.</summary>
internal sealed class DryRunTable(ServerDatabase database, TimeProvider time)
{
    private static readonly TimeSpan s_kept = TimeSpan.FromHours(1);

    // The node that runs one says so at least this often, or else it is gone.
    private static readonly TimeSpan s_silence = TimeSpan.FromMinutes(2);

    public static IReadOnlyList<SchemaStep> Steps { get; } =
    [
        new(
            "policies-1",
            """
            CREATE TABLE dry_run (
                id TEXT PRIMARY KEY,
                started_at BIGINT NOT NULL,
                seen_at BIGINT NOT NULL,
                is_cancelled BIGINT NOT NULL,
                shown TEXT NOT NULL
            )
            """),
    ];

    /// <summary>Keeps a new one, and forgets those whose time is over.</summary>
    public async Task AddAsync(DryRunResource run, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var now = Micros(time.GetUtcNow());
        await connection.ExecuteAsync(new CommandDefinition("DELETE FROM dry_run WHERE seen_at < @before", new { before = now - Micros(s_kept) }, cancellationToken: cancellationToken));
        await connection.ExecuteAsync(new CommandDefinition(
            "INSERT INTO dry_run (id, started_at, seen_at, is_cancelled, shown) VALUES (@id, @now, @now, 0, @shown)",
            new { id = run.Id, now, shown = Text(run) },
            cancellationToken: cancellationToken));
    }

    /// <returns>Whether somebody has cancelled it.</returns>
    public async Task<bool> UpdateAsync(DryRunResource run, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<long>(new CommandDefinition(
            "UPDATE dry_run SET shown = @shown, seen_at = @now WHERE id = @id RETURNING is_cancelled",
            new { id = run.Id, now = Micros(time.GetUtcNow()), shown = Text(run) },
            cancellationToken: cancellationToken)) != 0;
    }

    public async Task<DryRunResource?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition("SELECT shown AS Shown, seen_at AS SeenAt FROM dry_run WHERE id = @id", new { id }, cancellationToken: cancellationToken));
        if (row is null)
        {
            return null;
        }

        var run = JsonSerializer.Deserialize<DryRunResource>(row.Shown, ApiJson.Options)!;
        return run.State is "waiting" or "running" && row.SeenAt < Micros(time.GetUtcNow()) - Micros(s_silence)
            ? run with { State = "failed", Why = "The node that ran it is gone. Start it again." }
            : run;
    }

    /// <returns>Whether there is one to cancel.</returns>
    public async Task<bool> CancelAsync(string id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition("UPDATE dry_run SET is_cancelled = 1 WHERE id = @id", new { id }, cancellationToken: cancellationToken)) > 0;
    }

    private static string Text(DryRunResource run) => JsonSerializer.Serialize(run, ApiJson.Options);

    private static long Micros(DateTimeOffset moment) => Micros(moment - DateTimeOffset.UnixEpoch);

    private static long Micros(TimeSpan span) => span.Ticks / TimeSpan.TicksPerMicrosecond;

    private sealed class Row
    {
        public string Shown { get; init; } = "";

        public long SeenAt { get; init; }
    }
}
