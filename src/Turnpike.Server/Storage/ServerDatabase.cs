using System.Data.Common;

namespace Turnpike.Server.Storage;

/// <summary>
/// What a node must remember that is not the ledger's: accounts, sessions, tokens, deliveries, keys. In SQLite beside the
/// ledger, or in the same PostgreSQL. SQL is written once, in what both understand; <c>{bytes}</c> in a schema step stands
/// for the type of binary columns.
/// </summary>
public abstract class ServerDatabase : IAsyncDisposable
{
    public abstract ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken = default);

    public abstract ValueTask DisposeAsync();

    protected abstract string BytesType { get; }

    /// <summary>A new step is added at the end of its area; a step that was released is never changed.</summary>
    public async Task PrepareAsync(IEnumerable<SchemaStep> steps, CancellationToken cancellationToken = default)
    {
        await using var connection = await OpenAsync(cancellationToken);
        await RunAsync(connection, "CREATE TABLE IF NOT EXISTS schema_step (name TEXT PRIMARY KEY)", cancellationToken);
        foreach (var step in steps)
        {
            await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.Serializable, cancellationToken);
            if (await RunAsync(connection, $"INSERT INTO schema_step (name) VALUES ('{step.Name}') ON CONFLICT (name) DO NOTHING", cancellationToken) == 1)
            {
                await RunAsync(connection, step.Sql.Replace("{bytes}", BytesType, StringComparison.Ordinal), cancellationToken);
            }

            await transaction.CommitAsync(cancellationToken);
        }
    }

    private static async Task<int> RunAsync(DbConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

/// <param name="Name">Unique, such as <c>identity-1</c>.</param>
public sealed record SchemaStep(string Name, string Sql);
