using Dapper;
using Npgsql;
using Turnpike.Ledger.Attachments;
using Turnpike.Ledger.Postgres;
using Turnpike.Ledger.Sqlite;
using Turnpike.Ledger.Storage;
using Turnpike.Server.Storage;

namespace Turnpike.Server.Operations.Backups;

/// <summary>Empty stores that are filled: they become the installation's when it says so, and else are gone when it is disposed.</summary>
internal sealed class RestoreTarget : IAsyncDisposable
{
    private readonly Func<bool, Task> _close;
    private bool _isKept;

    private RestoreTarget(ILedgerStore ledger, IAttachmentStore attachments, ServerDatabase database, Func<bool, Task> close)
    {
        (Ledger, Attachments, Database, _close) = (ledger, attachments, database, close);
    }

    public ILedgerStore Ledger { get; }

    public IAttachmentStore Attachments { get; }

    public ServerDatabase Database { get; }

    /// <summary>Null where something is there already.</summary>
    public static Task<RestoreTarget?> OpenAsync(ServerSettings settings, TimeProvider time, CancellationToken cancellationToken) =>
        settings.Postgres is null ? Task.FromResult(InFolder(settings.DataFolder, time)) : InPostgresAsync(settings.Postgres, settings.PostgresSchema, time, cancellationToken);

    public void Keep() => _isKept = true;

    public async ValueTask DisposeAsync()
    {
        await Ledger.DisposeAsync();
        await Attachments.DisposeAsync();
        await Database.DisposeAsync();
        await _close(_isKept);
    }

    // Beside the folder, on the same disk: moving it there is one step.
    private static RestoreTarget? InFolder(string folder, TimeProvider time)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            return null;
        }

        var beside = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + ".restoring";
        if (Directory.Exists(beside))
        {
            Directory.Delete(beside, recursive: true);
        }

        NodeStores.MakeFolder(beside);
        return new RestoreTarget(
            SqliteLedgerStore.Open(Path.Combine(beside, NodeStores.LedgerFile), time),
            SqliteAttachmentStore.Open(Path.Combine(beside, NodeStores.AttachmentFile), time),
            new SqliteServerDatabase(Path.Combine(beside, NodeStores.NodeFile)),
            isKept =>
            {
                if (!isKept)
                {
                    Directory.Delete(beside, recursive: true);
                    return Task.CompletedTask;
                }

                if (Directory.Exists(folder))
                {
                    Directory.Delete(folder);
                }

                Directory.Move(beside, folder);
                return Task.CompletedTask;
            });
    }

    private static async Task<RestoreTarget?> InPostgresAsync(string postgres, string schema, TimeProvider time, CancellationToken cancellationToken)
    {
        await using (var connection = new NpgsqlConnection(postgres))
        {
            await connection.OpenAsync(cancellationToken);
            if (await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM pg_tables WHERE schemaname = @schema", new { schema }) > 0)
            {
                return null;
            }
        }

        return new RestoreTarget(
            await PostgresLedgerStore.OpenAsync(postgres, schema, cancellationToken),
            await PostgresAttachmentStore.OpenAsync(postgres, time, schema, cancellationToken),
            new PostgresServerDatabase(postgres, schema),
            isKept => isKept ? Task.CompletedTask : DropAsync(postgres, schema));
    }

    // The schema itself stays: somebody may have granted rights on it.
    private static async Task DropAsync(string postgres, string schema)
    {
        await using var connection = new NpgsqlConnection(postgres);
        await connection.OpenAsync(CancellationToken.None);
        foreach (var table in await connection.QueryAsync<string>("SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname = @schema", new { schema }))
        {
            await connection.ExecuteAsync($"DROP TABLE IF EXISTS {table} CASCADE");
        }
    }
}
