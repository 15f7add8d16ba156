using Npgsql;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Merkle;
using Turnpike.Ledger.Storage;

namespace Turnpike.Ledger.Postgres;

/// <summary>
/// A ledger in PostgreSQL, for any number of nodes: the row of the head, locked for the length of an append, puts all
/// writers in order.
/// </summary>
public sealed class PostgresLedgerStore : ILedgerStore
{
    private const string HeadQuery = "SELECT size, last, recorded, subtrees FROM head";

    private readonly NpgsqlDataSource _source;

    private PostgresLedgerStore(NpgsqlDataSource source) => _source = source;

    /// <summary>Opens the ledger of a database; makes its tables where there are none.</summary>
    /// <param name="connectionString">As Npgsql takes it.</param>
    /// <param name="schema">Where the tables are.</param>
    /// <exception cref="NpgsqlException">The database cannot be reached, or refuses.</exception>
    /// <exception cref="LedgerVersionException">A newer version of Turnpike wrote it.</exception>
    public static async Task<PostgresLedgerStore> OpenAsync(string connectionString, string schema = "turnpike", CancellationToken cancellationToken = default) =>
        new(await PostgresSchema.Ledger.OpenAsync(connectionString, schema, cancellationToken));

    public async Task AppendAsync(IReadOnlyCollection<StreamName> streams, Func<LedgerHead, IReadOnlyDictionary<StreamName, long>, AppendBatch> seal, CancellationToken cancellationToken)
    {
        await using var connection = await _source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var (head, versions) = await ReadAsync(connection, streams, cancellationToken);
        var batch = seal(head, versions);
        if (batch.Entries.Count > 0)
        {
            await InsertAsync(connection, batch, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
    }

    public async Task<LedgerHead> HeadAsync(CancellationToken cancellationToken)
    {
        await using var command = _source.CreateCommand(HeadQuery);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return Head(row);
    }

    public Task<IReadOnlyList<StoredEntry>> ReadAsync(long from, int atMost, CancellationToken cancellationToken) =>
        EntriesAsync("SELECT position, entry, hash FROM entry WHERE position >= $1 ORDER BY position LIMIT $2", [from, atMost], cancellationToken);

    public Task<IReadOnlyList<StoredEntry>> ReadStreamAsync(StreamName stream, long fromVersion, int atMost, CancellationToken cancellationToken) =>
        EntriesAsync(
            "SELECT position, entry, hash FROM entry WHERE version >= $1 AND stream = $3 ORDER BY version LIMIT $2",
            [fromVersion, atMost, stream.ToString()],
            cancellationToken);

    public async Task<IReadOnlyList<Hash256>> ReadHashesAsync(int level, long index, int count, CancellationToken cancellationToken)
    {
        await using var command = _source.CreateCommand(
            level == 0
                ? "SELECT hash FROM entry WHERE position >= $1 ORDER BY position LIMIT $2"
                : "SELECT hash FROM subtree WHERE number >= $1 AND level = $3 ORDER BY number LIMIT $2");
        command.Parameters.Add(new() { Value = index });
        command.Parameters.Add(new() { Value = count });
        if (level > 0)
        {
            command.Parameters.Add(new() { Value = level });
        }

        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var hashes = new List<Hash256>(count);
        while (await rows.ReadAsync(cancellationToken))
        {
            hashes.Add(new Hash256(rows.GetFieldValue<byte[]>(0)));
        }

        return hashes;
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private static async Task<(LedgerHead Head, Dictionary<StreamName, long> Versions)> ReadAsync(NpgsqlConnection connection, IReadOnlyCollection<StreamName> streams, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(HeadQuery + " FOR UPDATE"));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(
            "SELECT s, (SELECT version FROM entry WHERE stream = s ORDER BY version DESC LIMIT 1) FROM unnest($1) AS s")
        {
            Parameters = { new() { Value = streams.Select(s => s.ToString()).Distinct().ToArray() } },
        });
        await using var rows = await batch.ExecuteReaderAsync(cancellationToken);
        await rows.ReadAsync(cancellationToken);
        var head = Head(rows);
        await rows.NextResultAsync(cancellationToken);
        var versions = new Dictionary<StreamName, long>();
        while (await rows.ReadAsync(cancellationToken))
        {
            if (!await rows.IsDBNullAsync(1, cancellationToken))
            {
                versions[new StreamName(rows.GetString(0))] = rows.GetInt64(1);
            }
        }

        return (head, versions);
    }

    private static async Task InsertAsync(NpgsqlConnection connection, AppendBatch appended, CancellationToken cancellationToken)
    {
        var entries = appended.Entries;
        var (head, subtrees) = (appended.Head, appended.Subtrees);
        await using var batch = new NpgsqlBatch(connection);
        Add(
            batch,
            "INSERT INTO entry (position, stream, version, hash, entry) SELECT * FROM unnest($1, $2, $3, $4, $5)",
            entries.Select(e => e.Position).ToArray(),
            entries.Select(e => e.Stream.ToString()).ToArray(),
            entries.Select(e => e.Version).ToArray(),
            entries.Select(e => e.Hash.ToArray()).ToArray(),
            entries.Select(e => e.Bytes).ToArray());
        if (subtrees.Count > 0)
        {
            Add(
                batch,
                "INSERT INTO subtree (level, number, hash) SELECT * FROM unnest($1, $2, $3)",
                subtrees.Select(s => s.Level).ToArray(),
                subtrees.Select(s => s.Index).ToArray(),
                subtrees.Select(s => s.Hash.ToArray()).ToArray());
        }

        Add(batch, "UPDATE head SET size = $1, last = $2, recorded = $3, subtrees = $4", head.Size, head.LastHash.ToArray(), head.RecordedAt, head.PackSubtrees());
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static void Add(NpgsqlBatch batch, string text, params ReadOnlySpan<object> parameters)
    {
        var command = new NpgsqlBatchCommand(text);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new() { Value = parameter });
        }

        batch.BatchCommands.Add(command);
    }

    private static LedgerHead Head(NpgsqlDataReader row) =>
        LedgerHead.Unpack(row.GetInt64(0), row.GetFieldValue<byte[]>(1), row.GetInt64(2), row.GetFieldValue<byte[]>(3));

    private async Task<IReadOnlyList<StoredEntry>> EntriesAsync(string query, object[] parameters, CancellationToken cancellationToken)
    {
        await using var command = _source.CreateCommand(query);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new() { Value = parameter });
        }

        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var entries = new List<StoredEntry>();
        while (await rows.ReadAsync(cancellationToken))
        {
            entries.Add(new StoredEntry(rows.GetInt64(0), rows.GetFieldValue<byte[]>(1), new Hash256(rows.GetFieldValue<byte[]>(2))));
        }

        return entries;
    }
}
