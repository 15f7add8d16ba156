using System.Runtime.CompilerServices;
using Npgsql;
using Turnpike.Ledger.Attachments;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Merkle;
using Turnpike.Ledger.Storage;

namespace Turnpike.Ledger.Postgres;

/// <summary>Attachments in PostgreSQL, in the schema of the ledger, for any number of nodes.</summary>
public sealed class PostgresAttachmentStore : IAttachmentStore
{
    private const int ListPage = 500;

    private readonly NpgsqlDataSource _source;
    private readonly TimeProvider _time;

    private PostgresAttachmentStore(NpgsqlDataSource source, TimeProvider time)
    {
        _source = source;
        _time = time;
    }

    /// <summary>Opens the attachments of a database; makes their table where there is none.</summary>
    /// <param name="connectionString">As Npgsql takes it.</param>
    /// <param name="schema">Where the table is.</param>
    /// <exception cref="NpgsqlException">The database cannot be reached, or refuses.</exception>
    /// <exception cref="LedgerVersionException">A newer version of Turnpike wrote it.</exception>
    public static async Task<PostgresAttachmentStore> OpenAsync(string connectionString, TimeProvider time, string schema = "turnpike", CancellationToken cancellationToken = default) =>
        new(await PostgresSchema.Attachments.OpenAsync(connectionString, schema, cancellationToken), time);

    public async Task<Hash256> PutAsync(ReadOnlyMemory<byte> content, string mediaType, CancellationToken cancellationToken = default)
    {
        var packed = PackedContent.Pack(content.Span);
        var now = EntryFormat.Microseconds(_time.GetUtcNow());

        // Looked for first, so that content that is there already is not sent.
        if (await ExecuteAsync("UPDATE attachment SET kept_at = greatest(kept_at, $1) WHERE hash = $2", [now, packed.Hash.ToArray()], cancellationToken) == 0)
        {
            await ExecuteAsync(
                """
                INSERT INTO attachment (hash, media_type, encoding, bytes, kept_bytes, kept_at, content) VALUES ($1, $2, $3, $4, $5, $6, $7)
                ON CONFLICT (hash) DO UPDATE SET kept_at = greatest(attachment.kept_at, excluded.kept_at)
                """,
                [packed.Hash.ToArray(), mediaType, (int)packed.Encoding, packed.Length, (long)packed.Bytes.Length, now, packed.Bytes],
                cancellationToken);
        }

        return packed.Hash;
    }

    public async Task<Attachment?> FindAsync(Hash256 hash, CancellationToken cancellationToken = default)
    {
        await using var command = _source.CreateCommand("SELECT media_type, encoding, bytes, content FROM attachment WHERE hash = $1");
        command.Parameters.Add(new() { Value = hash.ToArray() });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? new Attachment(
                hash,
                row.GetString(0),
                new PackedContent(hash, (PackedContent.Coding)row.GetInt32(1), row.GetInt64(2), row.GetFieldValue<byte[]>(3)).Unpack())
            : null;
    }

    public async IAsyncEnumerable<AttachmentInfo> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        long last = 0;
        for (List<(long Number, AttachmentInfo Info)> page; (page = await ReadPageAsync(last, cancellationToken)).Count > 0;)
        {
            foreach (var (number, info) in page)
            {
                last = number;
                yield return info;
            }
        }
    }

    public Task DeleteAsync(IReadOnlyCollection<Hash256> hashes, DateTimeOffset keptBefore, CancellationToken cancellationToken = default) => ExecuteAsync(
        "DELETE FROM attachment WHERE hash = ANY($1) AND kept_at < $2",
        [hashes.Select(h => h.ToArray()).ToArray(), EntryFormat.Microseconds(keptBefore)],
        cancellationToken);

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private async Task<int> ExecuteAsync(string text, object[] parameters, CancellationToken cancellationToken)
    {
        await using var command = _source.CreateCommand(text);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new() { Value = parameter });
        }

        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<List<(long Number, AttachmentInfo Info)>> ReadPageAsync(long last, CancellationToken cancellationToken)
    {
        await using var command = _source.CreateCommand("SELECT number, hash, media_type, bytes, kept_bytes, kept_at FROM attachment WHERE number > $1 ORDER BY number LIMIT $2");
        command.Parameters.Add(new() { Value = last });
        command.Parameters.Add(new() { Value = ListPage });
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var page = new List<(long Number, AttachmentInfo Info)>();
        while (await rows.ReadAsync(cancellationToken))
        {
            page.Add((
                rows.GetInt64(0),
                new AttachmentInfo(new Hash256(rows.GetFieldValue<byte[]>(1)), rows.GetString(2), rows.GetInt64(3), rows.GetInt64(4), DateTimeOffset.UnixEpoch.AddMicroseconds(rows.GetInt64(5)))));
        }

        return page;
    }
}
