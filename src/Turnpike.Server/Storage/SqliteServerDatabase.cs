using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Turnpike.Server.Storage;

/// <summary>In a file of its own beside the ledger's.</summary>
public sealed class SqliteServerDatabase(string path) : ServerDatabase
{
    protected override string BytesType => "BLOB";

    public override async ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken = default)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, ForeignKeys = true }.ToString()) { DefaultTimeout = 30 };
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = WAL";
        await command.ExecuteNonQueryAsync(cancellationToken);
        return connection;
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
