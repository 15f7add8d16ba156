using System.Data;
using System.Data.Common;
using Dapper;
using Turnpike.Governance;
using Turnpike.Ledger;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;
using Turnpike.Server.Storage;

namespace Turnpike.Server.Identity;

/// <summary>The tables of accounts, sessions and tokens, and how they change together with the ledger.</summary>
internal sealed class IdentityDatabase(ServerDatabase database, ProjectionFollower follower)
{
    public async Task<IdentityTables> OpenAsync(CancellationToken cancellationToken) => new(await database.OpenAsync(cancellationToken), null, cancellationToken);

    /// <summary>
    /// Changes tables and ledger together, one change at a time on all nodes: nothing is changed that is not recorded. Where
    /// the node dies between the two, the ledger has an entry of a change that was not made, never the other way round.
    /// </summary>
    /// <param name="change">A refusal undoes what was changed.</param>
    public async Task<Outcome<T>> RecordAsync<T>(Func<IdentityTables, Task<Outcome<T>>> change, Func<T, IdentityEntry?> entry, CancellationToken cancellationToken)
        where T : class
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
        var tables = new IdentityTables(connection, transaction, cancellationToken);
        await tables.ExecuteAsync("UPDATE account_lock SET turns = turns + 1 WHERE id = 1");
        var outcome = await change(tables);
        if (outcome.Value is not { } value)
        {
            return outcome;
        }

        if (entry(value) is { } written)
        {
            await AppendAsync(written);
        }

        // Whoever called may have gone; the entry is there.
        await transaction.CommitAsync(CancellationToken.None);
        return outcome;
    }

    public Task AppendAsync(IdentityEntry entry) =>
        follower.AppendAsync(new StreamName(entry.Stream), ExpectedVersion.Any, [entry.Draft], CancellationToken.None);
}

/// <param name="Stream">The history it belongs to.</param>
internal sealed record IdentityEntry(string Stream, EventDraft Draft);

/// <summary>One connection's view of the tables.</summary>
internal sealed class IdentityTables(DbConnection connection, DbTransaction? transaction, CancellationToken cancellationToken) : IAsyncDisposable
{
    public Task<int> ExecuteAsync(string sql, object? values = null) => connection.ExecuteAsync(Command(sql, values));

    public Task<T?> FirstAsync<T>(string sql, object? values = null) => connection.QueryFirstOrDefaultAsync<T>(Command(sql, values));

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? values = null) => [.. await connection.QueryAsync<T>(Command(sql, values))];

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private CommandDefinition Command(string sql, object? values) => new(sql, values, transaction, cancellationToken: cancellationToken);
}
