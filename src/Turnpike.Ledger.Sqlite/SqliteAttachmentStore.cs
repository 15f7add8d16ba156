using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Turnpike.Ledger.Attachments;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Merkle;
using Turnpike.Ledger.Storage;

namespace Turnpike.Ledger.Sqlite;

/// <summary>
/// Attachments in a SQLite file of their own: deleting the bulky never touches the file of the ledger, and the ledger's
/// small appends never wait for a large one.
/// </summary>
public sealed class SqliteAttachmentStore : IAttachmentStore
{
    private const int ListPage = 500;

    private readonly string _path;
    private readonly SqliteConnection _writer;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly TimeProvider _time;

    private SqliteAttachmentStore(string path, SqliteConnection writer, TimeProvider time)
    {
        _path = path;
        _writer = writer;
        _time = time;
    }

    /// <summary>Opens the attachments in a file; makes it where there is none.</summary>
    /// <exception cref="SqliteException">The file cannot be opened, or is no database.</exception>
    /// <exception cref="LedgerVersionException">A newer version of Turnpike wrote it.</exception>
    public static SqliteAttachmentStore Open(string path, TimeProvider time)
    {
        SQLitePCL.Batteries_V2.Init();
        var writer = SqliteSchema.OpenWriter(path);
        try
        {
            SqliteAttachmentSchema.Prepare(writer);
            return new SqliteAttachmentStore(path, writer, time);
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }

    public async Task<Hash256> PutAsync(ReadOnlyMemory<byte> content, string mediaType, CancellationToken cancellationToken = default)
    {
        var packed = PackedContent.Pack(content.Span);
        await _writing.WaitAsync(cancellationToken);
        try
        {
            Put(packed, mediaType);
            return packed.Hash;
        }
        finally
        {
            _writing.Release();
        }
    }

    public Task<Attachment?> FindAsync(Hash256 hash, CancellationToken cancellationToken = default)
    {
        using var connection = SqliteSchema.OpenReader(_path);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT media_type, encoding, bytes, content FROM attachment JOIN content USING (number) WHERE hash = $hash";
        command.Parameters.AddWithValue("$hash", hash.ToArray());
        using var row = command.ExecuteReader();
        return Task.FromResult(row.Read()
            ? new Attachment(hash, row.GetString(0), new PackedContent(hash, (PackedContent.Coding)row.GetInt32(1), row.GetInt64(2), row[3] as byte[] ?? []).Unpack())
            : null);
    }

    public async IAsyncEnumerable<AttachmentInfo> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        long last = 0;
        for (List<AttachmentInfo> page; (page = ReadPage(ref last)).Count > 0;)
        {
            foreach (var info in page)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return info;
            }

            await Task.Yield();
        }
    }

    public async Task DeleteAsync(IReadOnlyCollection<Hash256> hashes, DateTimeOffset keptBefore, CancellationToken cancellationToken = default)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            using (var transaction = _writer.BeginTransaction(deferred: false))
            {
                foreach (var hash in hashes)
                {
                    (string, object)[] which = [("$hash", hash.ToArray()), ("$before", EntryFormat.Microseconds(keptBefore))];
                    Execute(transaction, "DELETE FROM content WHERE number = (SELECT number FROM attachment WHERE hash = $hash AND kept_at < $before)", which);
                    Execute(transaction, "DELETE FROM attachment WHERE hash = $hash AND kept_at < $before", which);
                }

                transaction.Commit();
            }

            // Gives the pages back to the disk; in a transaction of its own, since it may be long.
            Execute(null, "PRAGMA incremental_vacuum");
        }
        finally
        {
            _writing.Release();
        }
    }

    public ValueTask DisposeAsync()
    {
        using (var reader = SqliteSchema.OpenReader(_path))
        {
            SqliteConnection.ClearPool(reader);
        }

        _writer.Dispose();
        _writing.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Put(PackedContent packed, string mediaType)
    {
        using var transaction = _writer.BeginTransaction(deferred: false);
        var now = EntryFormat.Microseconds(_time.GetUtcNow());
        if (Execute(transaction, "UPDATE attachment SET kept_at = max(kept_at, $now) WHERE hash = $hash", ("$now", now), ("$hash", packed.Hash.ToArray())) == 0)
        {
            Execute(
                transaction,
                """
                INSERT INTO attachment (hash, media_type, encoding, bytes, kept_bytes, kept_at) VALUES ($hash, $type, $encoding, $bytes, $kept, $now);
                INSERT INTO content (number, content) VALUES (last_insert_rowid(), $content);
                """,
                ("$hash", packed.Hash.ToArray()),
                ("$type", mediaType),
                ("$encoding", (int)packed.Encoding),
                ("$bytes", packed.Length),
                ("$kept", packed.Bytes.Length),
                ("$now", now),
                ("$content", packed.Bytes));
        }

        transaction.Commit();
    }

    private int Execute(SqliteTransaction? transaction, string text, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = _writer.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = text;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command.ExecuteNonQuery();
    }

    private List<AttachmentInfo> ReadPage(ref long last)
    {
        using var connection = SqliteSchema.OpenReader(_path);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT number, hash, media_type, bytes, kept_bytes, kept_at FROM attachment WHERE number > $last ORDER BY number LIMIT $count";
        command.Parameters.AddWithValue("$last", last);
        command.Parameters.AddWithValue("$count", ListPage);
        using var rows = command.ExecuteReader();
        var page = new List<AttachmentInfo>();
        while (rows.Read())
        {
            last = rows.GetInt64(0);
            page.Add(new AttachmentInfo(new Hash256((byte[])rows[1]), rows.GetString(2), rows.GetInt64(3), rows.GetInt64(4), DateTimeOffset.UnixEpoch.AddMicroseconds(rows.GetInt64(5))));
        }

        return page;
    }
}
