using Microsoft.Data.Sqlite;
using Turnpike.Ledger.Storage;

namespace Turnpike.Ledger.Sqlite;

/// <summary>The tables of a ledger file, and their version in its <c>user_version</c>.</summary>
internal static class SqliteSchema
{
    private const int Version = 1;

    // The hash stands before the entry, so that reading hashes does not walk the overflow pages of large entries.
    private const string Create =
        """
        CREATE TABLE stream (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
        CREATE TABLE entry (
          position INTEGER PRIMARY KEY,
          stream INTEGER NOT NULL REFERENCES stream (id),
          version INTEGER NOT NULL,
          hash BLOB NOT NULL,
          entry BLOB NOT NULL);
        CREATE UNIQUE INDEX entry_of_stream ON entry (stream, version);
        CREATE TABLE subtree (level INTEGER NOT NULL, number INTEGER NOT NULL, hash BLOB NOT NULL, PRIMARY KEY (level, number)) WITHOUT ROWID;
        CREATE TABLE head (id INTEGER PRIMARY KEY CHECK (id = 0), size INTEGER NOT NULL, last BLOB NOT NULL, recorded INTEGER NOT NULL, subtrees BLOB NOT NULL);
        INSERT INTO head VALUES (0, 0, zeroblob(32), 0, zeroblob(0));
        """;

    /// <summary>To write: each commit is on the disk when it returns.</summary>
    public static SqliteConnection OpenWriter(string path)
    {
        var connection = Open(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        Execute(connection, "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;");
        return connection;
    }

    /// <summary>To read: pooled, since opening the file costs more than most queries.</summary>
    public static SqliteConnection OpenReader(string path) =>
        Open(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite }.ToString());

    public static void Prepare(SqliteConnection connection) => Prepare(connection, "", Create, Version);

    /// <summary>Makes the tables of a new file; refuses a file of a newer version.</summary>
    /// <param name="settings">Of a new file, where it has some.</param>
    public static void Prepare(SqliteConnection connection, string settings, string create, int newest)
    {
        Execute(connection, settings + "PRAGMA journal_mode = WAL;");
        using var transaction = connection.BeginTransaction(deferred: false);
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "PRAGMA user_version";
        var version = (long)command.ExecuteScalar()!;
        if (version > newest)
        {
            throw new LedgerVersionException(version, newest);
        }

        if (version == 0)
        {
            command.CommandText = $"{create} PRAGMA user_version = {newest};";
            command.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    private static SqliteConnection Open(string connectionString)
    {
        var connection = new SqliteConnection(connectionString) { DefaultTimeout = 30 };
        connection.Open();
        return connection;
    }

    private static void Execute(SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }
}
