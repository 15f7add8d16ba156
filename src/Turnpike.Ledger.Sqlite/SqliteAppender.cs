using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Merkle;
using Turnpike.Ledger.Storage;

namespace Turnpike.Ledger.Sqlite;

/// <summary>
/// Writes on one connection with statements prepared once. Entries go through SQLite's own calls: the provider's
/// parameters cost more than the insert itself at a hundred thousand a second.
/// </summary>
internal sealed class SqliteAppender : IDisposable
{
    private readonly sqlite3 _db;
    private readonly sqlite3_stmt _insertEntry;
    private readonly sqlite3_stmt _insertSubtree;
    private readonly sqlite3_stmt _findStream;
    private readonly sqlite3_stmt _insertStream;
    private readonly sqlite3_stmt _lastVersion;
    private readonly sqlite3_stmt _setHead;
    private readonly SqliteCommand _head;
    private readonly byte[] _hash = new byte[Hash256.Size];

    public SqliteAppender(SqliteConnection connection)
    {
        _db = connection.Handle!;
        _insertEntry = Prepare("INSERT INTO entry (position, stream, version, hash, entry) VALUES (?1, ?2, ?3, ?4, ?5)");
        _insertSubtree = Prepare("INSERT INTO subtree (level, number, hash) VALUES (?1, ?2, ?3)");
        _findStream = Prepare("SELECT id FROM stream WHERE name = ?1");
        _insertStream = Prepare("INSERT INTO stream (name) VALUES (?1)");
        _lastVersion = Prepare("SELECT max(version) FROM entry WHERE stream = ?1");
        _setHead = Prepare("UPDATE head SET size = ?1, last = ?2, recorded = ?3, subtrees = ?4");
        _head = connection.CreateCommand();
        _head.CommandText = SqliteHead.Query;
    }

    /// <summary>Takes the write lock; false where another process has it. SQLite's own waiting sleeps whole seconds in this build.</summary>
    public bool TryBegin()
    {
        var result = raw.sqlite3_exec(_db, "BEGIN IMMEDIATE");
        if (result != raw.SQLITE_BUSY)
        {
            SqliteException.ThrowExceptionForRC(result, _db);
        }

        return result == raw.SQLITE_OK;
    }

    /// <summary>After <see cref="TryBegin"/>: all is kept when this returns, nothing when it throws.</summary>
    public void Append(IReadOnlyCollection<StreamName> streams, Func<LedgerHead, IReadOnlyDictionary<StreamName, long>, AppendBatch> seal)
    {
        try
        {
            Insert(streams, seal);
            SqliteException.ThrowExceptionForRC(raw.sqlite3_exec(_db, "COMMIT"), _db);
        }
        catch
        {
            // Fails where SQLite has rolled back already; there is then nothing to undo.
            raw.sqlite3_exec(_db, "ROLLBACK");
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var statement in new[] { _insertEntry, _insertSubtree, _findStream, _insertStream, _lastVersion, _setHead })
        {
            statement.Dispose();
        }

        _head.Dispose();
    }

    private void Insert(IReadOnlyCollection<StreamName> streams, Func<LedgerHead, IReadOnlyDictionary<StreamName, long>, AppendBatch> seal)
    {
        var ids = new Dictionary<StreamName, long>();
        var versions = new Dictionary<StreamName, long>();
        foreach (var stream in streams)
        {
            if (!versions.ContainsKey(stream) && FindStream(stream) is { } id)
            {
                ids[stream] = id;
                versions[stream] = LastVersion(id);
            }
        }

        var batch = seal(SqliteHead.Read(_head), versions);
        if (batch.Entries.Count == 0)
        {
            return;
        }

        foreach (var entry in batch.Entries)
        {
            ref var id = ref CollectionsMarshal.GetValueRefOrAddDefault(ids, entry.Stream, out var isKnown);
            if (!isKnown)
            {
                id = AddStream(entry.Stream);
            }

            raw.sqlite3_bind_int64(_insertEntry, 1, entry.Position);
            raw.sqlite3_bind_int64(_insertEntry, 2, id);
            raw.sqlite3_bind_int64(_insertEntry, 3, entry.Version);
            BindHash(_insertEntry, 4, entry.Hash);
            raw.sqlite3_bind_blob(_insertEntry, 5, entry.Bytes.Span);
            Run(_insertEntry);
        }

        foreach (var subtree in batch.Subtrees)
        {
            raw.sqlite3_bind_int(_insertSubtree, 1, subtree.Level);
            raw.sqlite3_bind_int64(_insertSubtree, 2, subtree.Index);
            BindHash(_insertSubtree, 3, subtree.Hash);
            Run(_insertSubtree);
        }

        raw.sqlite3_bind_int64(_setHead, 1, batch.Head.Size);
        BindHash(_setHead, 2, batch.Head.LastHash);
        raw.sqlite3_bind_int64(_setHead, 3, batch.Head.RecordedAt);
        raw.sqlite3_bind_blob(_setHead, 4, batch.Head.PackSubtrees());
        Run(_setHead);
    }

    private long? FindStream(StreamName stream)
    {
        raw.sqlite3_bind_text(_findStream, 1, stream.ToString());
        var result = raw.sqlite3_step(_findStream);
        long? id = result == raw.SQLITE_ROW ? raw.sqlite3_column_int64(_findStream, 0) : null;
        Reset(_findStream, result);
        return id;
    }

    private long AddStream(StreamName stream)
    {
        raw.sqlite3_bind_text(_insertStream, 1, stream.ToString());
        Run(_insertStream);
        return raw.sqlite3_last_insert_rowid(_db);
    }

    private long LastVersion(long stream)
    {
        raw.sqlite3_bind_int64(_lastVersion, 1, stream);
        var result = raw.sqlite3_step(_lastVersion);
        var version = result == raw.SQLITE_ROW ? raw.sqlite3_column_int64(_lastVersion, 0) : 0;
        Reset(_lastVersion, result);
        return version;
    }

    private void BindHash(sqlite3_stmt statement, int at, in Hash256 hash)
    {
        hash.CopyTo(_hash);
        raw.sqlite3_bind_blob(statement, at, _hash);
    }

    private void Run(sqlite3_stmt statement) => Reset(statement, raw.sqlite3_step(statement));

    private void Reset(sqlite3_stmt statement, int result)
    {
        raw.sqlite3_reset(statement);
        if (result is not (raw.SQLITE_DONE or raw.SQLITE_ROW))
        {
            SqliteException.ThrowExceptionForRC(result, _db);
        }
    }

    private sqlite3_stmt Prepare(string text)
    {
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(_db, text, out var statement), _db);
        return statement;
    }
}
