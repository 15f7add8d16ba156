using Microsoft.Data.Sqlite;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Merkle;
using Turnpike.Ledger.Storage;

namespace Turnpike.Ledger.Sqlite;

/// <summary>
/// A ledger in one SQLite file, written ahead and fully synchronous: what was acknowledged survives a power cut. Other
/// processes may read and append at the same time; SQLite's lock puts them in order.
/// </summary>
public sealed class SqliteLedgerStore : ILedgerStore
{
    private static readonly TimeSpan s_retryEvery = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(30);

    private readonly string _path;
    private readonly SqliteConnection _writer;
    private readonly SqliteAppender _appender;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly TimeProvider _time;

    private SqliteLedgerStore(string path, SqliteConnection writer, TimeProvider time)
    {
        _path = path;
        _writer = writer;
        _appender = new SqliteAppender(writer);
        _time = time;
    }

    /// <summary>Opens the ledger in a file; makes it where there is none.</summary>
    /// <exception cref="SqliteException">The file cannot be opened, or is no database.</exception>
    /// <exception cref="LedgerVersionException">A newer version of Turnpike wrote it.</exception>
    public static SqliteLedgerStore Open(string path, TimeProvider time)
    {
        SQLitePCL.Batteries_V2.Init();
        var writer = SqliteSchema.OpenWriter(path);
        try
        {
            SqliteSchema.Prepare(writer);
            return new SqliteLedgerStore(path, writer, time);
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }

    public async Task AppendAsync(IReadOnlyCollection<StreamName> streams, Func<LedgerHead, IReadOnlyDictionary<StreamName, long>, AppendBatch> seal, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            await BeginAsync(cancellationToken);
            _appender.Append(streams, seal);
        }
        finally
        {
            _writing.Release();
        }
    }

    public Task<LedgerHead> HeadAsync(CancellationToken cancellationToken)
    {
        using var reader = SqliteSchema.OpenReader(_path);
        return Task.FromResult(SqliteHead.Read(reader));
    }

    public Task<IReadOnlyList<StoredEntry>> ReadAsync(long from, int atMost, CancellationToken cancellationToken) =>
        Entries("SELECT position, entry, hash FROM entry WHERE position >= $from ORDER BY position LIMIT $count", from, atMost, null);

    public Task<IReadOnlyList<StoredEntry>> ReadStreamAsync(StreamName stream, long fromVersion, int atMost, CancellationToken cancellationToken) =>
        Entries(
            "SELECT position, entry, hash FROM entry WHERE stream = (SELECT id FROM stream WHERE name = $stream) AND version >= $from ORDER BY version LIMIT $count",
            fromVersion,
            atMost,
            stream.ToString());

    public Task<IReadOnlyList<Hash256>> ReadHashesAsync(int level, long index, int count, CancellationToken cancellationToken)
    {
        using var connection = SqliteSchema.OpenReader(_path);
        using var command = connection.CreateCommand();
        command.CommandText = level == 0
            ? "SELECT hash FROM entry WHERE position >= $index ORDER BY position LIMIT $count"
            : "SELECT hash FROM subtree WHERE level = $level AND number >= $index ORDER BY number LIMIT $count";
        command.Parameters.AddWithValue("$level", level);
        command.Parameters.AddWithValue("$index", index);
        command.Parameters.AddWithValue("$count", count);
        using var rows = command.ExecuteReader();
        var hashes = new List<Hash256>(count);
        while (rows.Read())
        {
            hashes.Add(new Hash256((byte[])rows[0]));
        }

        return Task.FromResult<IReadOnlyList<Hash256>>(hashes);
    }

    public ValueTask DisposeAsync()
    {
        _appender.Dispose();
        using (var reader = SqliteSchema.OpenReader(_path))
        {
            SqliteConnection.ClearPool(reader);
        }

        _writer.Dispose();
        _writing.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        for (var start = _time.GetTimestamp(); !_appender.TryBegin();)
        {
            if (_time.GetElapsedTime(start) > s_longestWait)
            {
                throw new TimeoutException($"Another process has held the ledger's write lock for {s_longestWait.TotalSeconds} seconds.");
            }

            await Task.Delay(s_retryEvery, _time, cancellationToken);
        }
    }

    private Task<IReadOnlyList<StoredEntry>> Entries(string query, long from, int atMost, string? stream)
    {
        using var connection = SqliteSchema.OpenReader(_path);
        using var command = connection.CreateCommand();
        command.CommandText = query;
        command.Parameters.AddWithValue("$from", from);
        command.Parameters.AddWithValue("$count", atMost);
        if (stream is not null)
        {
            command.Parameters.AddWithValue("$stream", stream);
        }

        using var rows = command.ExecuteReader();
        var entries = new List<StoredEntry>();
        while (rows.Read())
        {
            entries.Add(new StoredEntry(rows.GetInt64(0), (byte[])rows[1], new Hash256((byte[])rows[2])));
        }

        return Task.FromResult<IReadOnlyList<StoredEntry>>(entries);
    }
}
