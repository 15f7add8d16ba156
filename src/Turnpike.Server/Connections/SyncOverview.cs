using Dapper;
using Turnpike.Inventory.Snapshots;
using Turnpike.Server.Storage;

namespace Turnpike.Server.Connections;

/// <summary>How many parts of a scope ended in one way, and when the one of them that was read longest ago was read.</summary>
internal sealed record SyncPartSum(string Connection, string Scope, PartOutcome Outcome, int Count, DateTimeOffset? Oldest);

/// <param name="ReadAt">Null where it never was read.</param>
internal sealed record SyncRead(string Connection, DateTimeOffset? ReadAt);

/// <summary>What lists need of all connections at once: one question to the database, however many there are.</summary>
internal sealed class SyncOverview(ServerDatabase database)
{
    /// <summary>By connection: its last run that ended.</summary>
    public async Task<IReadOnlyDictionary<string, SyncRunRecord>> LatestAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<SyncRunRow>(new CommandDefinition(
            $"""
            SELECT {SyncRunRow.Columns} FROM sync_run AS run
            WHERE ended IS NOT NULL AND started = (SELECT MAX(started) FROM sync_run AS other WHERE other.connection = run.connection AND other.ended IS NOT NULL) ORDER BY id
            """,
            cancellationToken: cancellationToken));
        return rows.Select(static r => r.ToRecord())
            .GroupBy(static r => r.Connection, StringComparer.Ordinal).ToDictionary(static g => g.Key, static g => g.Last(), StringComparer.Ordinal);
    }

    /// <summary>Of one connection; of all, for null.</summary>
    public async Task<IReadOnlyList<SyncPartSum>> SumsAsync(string? name, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<SumRow>(new CommandDefinition(
            $"SELECT connection, scope, outcome, COUNT(*) AS Parts, MIN(read_at) AS Oldest FROM sync_part {(name is null ? "" : "WHERE connection = @name")} GROUP BY connection, scope, outcome", new { name }, cancellationToken: cancellationToken));
        return [.. rows.Select(static r => new SyncPartSum(r.Connection, r.Scope, (PartOutcome)r.Outcome, (int)r.Parts, Moment.At(r.Oldest))).OrderBy(static s => s.Scope, StringComparer.Ordinal)];
    }

    /// <summary>By scope and source: when what these rows tell was last read; nothing of what no connection reads.</summary>
    public async Task<IReadOnlyDictionary<(string Scope, string Source), SyncRead>> ReadAsync(IReadOnlyList<ResourceRow> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
        {
            return new Dictionary<(string, string), SyncRead>();
        }

        await using var connection = await database.OpenAsync(cancellationToken);
        var found = await connection.QueryAsync<ReadRow>(new CommandDefinition(
            "SELECT scope, source, connection, read_at AS ReadAt FROM sync_part WHERE scope IN @scopes AND source IN @sources",
            new { scopes = rows.Select(static r => r.Key.Scope).Distinct(), sources = rows.Select(static r => r.Source).Distinct() },
            cancellationToken: cancellationToken));
        return found.ToDictionary(static r => (r.Scope, r.Source), static r => new SyncRead(r.Connection, Moment.At(r.ReadAt)));
    }

    private sealed record ReadRow(string Scope, string Source, string Connection, long? ReadAt);

    // By properties: what SQLite counts has no type while there is nothing to count.
    private sealed class SumRow
    {
        public string Connection { get; init; } = "";

        public string Scope { get; init; } = "";

        public long Outcome { get; init; }

        public long Parts { get; init; }

        public long? Oldest { get; init; }
    }
}
