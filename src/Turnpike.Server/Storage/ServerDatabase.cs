using System.Data;
using System.Data.Common;
using Dapper;

namespace Turnpike.Server.Storage;

/// <summary>
/// What a node must remember that is not the ledger's: accounts, sessions, tokens, deliveries, keys. In SQLite beside the
/// ledger, or in the same PostgreSQL. SQL is written once, in what both understand; <c>{bytes}</c> in a schema step stands
/// for the type of binary columns.
/// </summary>
public abstract class ServerDatabase : IAsyncDisposable
{
    public abstract ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken = default);

    /// <summary>For the few callers whose framework leaves them no way to wait.</summary>
    public abstract DbConnection Open();

    public abstract ValueTask DisposeAsync();

    /// <summary>The tables of this database, the ones that others refer to first: in the order in which they were made.</summary>
    internal abstract string TablesQuery { get; }

    protected abstract string BytesType { get; }

    /// <summary>What is read in it is of one moment.</summary>
    internal abstract ValueTask<DbTransaction> BeginReadAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>Runs first in the transaction that makes tables: lets one node in at a time.</summary>
    protected abstract string Lock { get; }

    /// <summary>
    /// Makes the tables, all or none. A new step is added at the end of its area; a step that was released is never changed.
    /// </summary>
    /// <exception cref="ServerVersionException">A newer version of Turnpike has been here.</exception>
    public async Task PrepareAsync(IEnumerable<SchemaStep> steps, CancellationToken cancellationToken = default)
    {
        await using var connection = await OpenAsync(cancellationToken);
        await PrepareFileAsync(connection, cancellationToken);

        // Serializable is what takes SQLite's write lock at once; PostgreSQL waits in the lock statement, so what it reads
        // after it must not be of a snapshot from before.
        await using var transaction = await connection.BeginTransactionAsync(Isolation, cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(Lock + "CREATE TABLE IF NOT EXISTS schema_step (name TEXT PRIMARY KEY)", transaction: transaction, cancellationToken: cancellationToken));
        var done = (await connection.QueryAsync<string>(new CommandDefinition("SELECT name FROM schema_step", transaction: transaction, cancellationToken: cancellationToken))).ToHashSet(StringComparer.Ordinal);
        var wanted = steps.ToList();
        RefuseNewer(done, wanted);
        foreach (var step in wanted.Where(s => done.Add(s.Name)))
        {
            var sql = $"{step.Sql.Replace("{bytes}", BytesType, StringComparison.Ordinal)}; INSERT INTO schema_step (name) VALUES (@name)";
            await connection.ExecuteAsync(new CommandDefinition(sql, new { name = step.Name }, transaction, cancellationToken: cancellationToken));
        }

        await transaction.CommitAsync(cancellationToken);
    }

    protected virtual IsolationLevel Isolation => IsolationLevel.Serializable;

    protected virtual Task PrepareFileAsync(DbConnection connection, CancellationToken cancellationToken) => Task.CompletedTask;

    private static void RefuseNewer(IEnumerable<string> done, List<SchemaStep> wanted)
    {
        var areas = wanted.Select(s => s.Area).ToHashSet(StringComparer.Ordinal);
        var unknown = done.Except(wanted.Select(s => s.Name)).Where(name => areas.Contains(SchemaStep.AreaOf(name))).Order(StringComparer.Ordinal).ToList();
        if (unknown.Count > 0)
        {
            throw new ServerVersionException(unknown);
        }
    }
}

/// <param name="Name">Unique: the area and a number, such as <c>identity-1</c>.</param>
public sealed record SchemaStep(string Name, string Sql)
{
    public string Area => AreaOf(Name);

    internal static string AreaOf(string name) => name[..Math.Max(0, name.LastIndexOf('-'))];
}

/// <summary>The tables were made by a newer version, which this one must not write to.</summary>
public sealed class ServerVersionException(IReadOnlyList<string> unknown)
    : Exception($"The server's database was changed by a newer version of Turnpike ({string.Join(", ", unknown)}). Use that version, or a newer one.");
