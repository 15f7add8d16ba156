using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Turnpike.Server.Storage;

/// <summary>In a file of its own beside the ledger's. Each commit is on the disk when it returns: SQLite's default.</summary>
public sealed class SqliteServerDatabase(string path) : ServerDatabase
{
    private readonly string _connectionString = new SqliteConnectionStringBuilder { DataSource = path, ForeignKeys = true, DefaultTimeout = 30 }.ToString();

    internal override string TablesQuery => "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY rowid";

    protected override string BytesType => "BLOB";

    // The transaction itself is begun with the write lock.
    protected override string Lock => "";

    public override async ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken = default)
    {
        var connection = new SqliteConnection(_connectionString);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    public override DbConnection Open()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        return connection;
    }

    // Without the write lock: in write-ahead mode a reader has its own moment.
    internal override ValueTask<DbTransaction> BeginReadAsync(DbConnection connection, CancellationToken cancellationToken) =>
        new(((SqliteConnection)connection).BeginTransaction(deferred: true));

    public override ValueTask DisposeAsync()
    {
        using var connection = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(connection);
        return ValueTask.CompletedTask;
    }

    // Stands in the file from then on.
    protected override Task PrepareFileAsync(DbConnection connection, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(new CommandDefinition("PRAGMA journal_mode = WAL", cancellationToken: cancellationToken));
}
