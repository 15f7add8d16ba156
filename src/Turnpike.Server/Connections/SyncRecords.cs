using Dapper;
using Turnpike.Server.Storage;

namespace Turnpike.Server.Connections;

/// <param name="Says">What came of it, or why it failed.</param>
internal sealed record SyncRunRecord(string Id, string Connection, string Node, string By, DateTimeOffset Started, DateTimeOffset? Ended, SyncOutcome Outcome, string? Says, int Parts, int Changed, int Unread);

/// <param name="ReadAt">When its content was last as the source has it; null where it never was.</param>
internal sealed record SyncPartRecord(string Scope, string Source, string Connection, PartOutcome Outcome, DateTimeOffset Tried, DateTimeOffset? ReadAt, string? Says);

/// <summary>The last runs of each connection, and each part as it was last read. Freshness stands here: the ledger tells only what changed.</summary>
internal sealed class SyncRecords(ServerDatabase database, TimeProvider time)
{
    /// <summary>Runs of one connection that are remembered.</summary>
    public const int Kept = 50;

    public async Task EndAsync(string run, string name, SyncResult result, CancellationToken cancellationToken)
    {
        var now = Moment.Of(time.GetUtcNow());
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            UPDATE sync_run SET ended = @now, outcome = @outcome, says = @says, parts = @parts, changed = @changed, unread = @unread WHERE id = @run;
            DELETE FROM sync_run WHERE connection = @name AND id NOT IN (SELECT id FROM sync_run WHERE connection = @name ORDER BY started DESC, id DESC LIMIT @kept)
            """,
            new { run, name, now, outcome = (int)result.Outcome, says = SyncQueue.Cut(result.Says), parts = result.Parts.Count, changed = result.Changed, unread = result.Unread, kept = Kept },
            transaction,
            cancellationToken: cancellationToken));
        foreach (var part in result.Parts)
        {
            await connection.ExecuteAsync(new CommandDefinition(
                """
                INSERT INTO sync_part (scope, source, connection, outcome, tried, read_at, says) VALUES (@scope, @source, @name, @outcome, @now, @read, @says)
                ON CONFLICT (scope, source) DO UPDATE SET connection = excluded.connection, outcome = excluded.outcome, tried = excluded.tried, read_at = COALESCE(excluded.read_at, sync_part.read_at), says = excluded.says
                """,
                new { scope = part.Part.Scope, source = part.Part.Source, name, outcome = (int)part.Outcome, now, read = part.IsRead ? now : (long?)null, says = part.Says },
                transaction,
                cancellationToken: cancellationToken));
        }

        foreach (var part in result.Gone)
        {
            await connection.ExecuteAsync(new CommandDefinition(
                "DELETE FROM sync_part WHERE scope = @scope AND source = @source AND connection = @name", new { scope = part.Scope, source = part.Source, name }, transaction, cancellationToken: cancellationToken));
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>The latest first.</summary>
    public async Task<IReadOnlyList<SyncRunRecord>> RunsAsync(string name, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<SyncRunRow>(new CommandDefinition(
            $"SELECT {SyncRunRow.Columns} FROM sync_run WHERE connection = @name ORDER BY started DESC, id DESC", new { name }, cancellationToken: cancellationToken));
        return [.. rows.Select(static r => r.ToRecord())];
    }

    /// <summary>By scope and source; of every connection, for null.</summary>
    public async Task<IReadOnlyList<SyncPartRecord>> PartsAsync(string? name, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<PartRow>(new CommandDefinition(
            $"SELECT scope, source, connection, outcome, tried, read_at AS ReadAt, says FROM sync_part {(name is null ? "" : "WHERE connection = @name")}", new { name }, cancellationToken: cancellationToken));
        return [.. rows.Select(static r => new SyncPartRecord(r.Scope, r.Source, r.Connection, (PartOutcome)r.Outcome, Moment.At(r.Tried), Moment.At(r.ReadAt), r.Says))
            .OrderBy(static r => r.Scope, StringComparer.Ordinal).ThenBy(static r => r.Source, StringComparer.Ordinal)];
    }

    private sealed record PartRow(string Scope, string Source, string Connection, long Outcome, long Tried, long? ReadAt, string? Says);
}
