using System.Data;
using System.Data.Common;
using Npgsql;

namespace Turnpike.Server.Storage;

/// <summary>In the database and schema of the ledger.</summary>
public sealed class PostgresServerDatabase : ServerDatabase
{
    // Any number: nodes that start together make the tables one after another.
    private const long LockNumber = 7_218_301_544_908;

    // A node has three sources of connections, and the server's own limit is a hundred.
    private const int MaxConnections = 25;

    private readonly string _quoted;

    /// <param name="connectionString">As Npgsql takes it.</param>
    public PostgresServerDatabase(string connectionString, string schema = "turnpike")
    {
        _quoted = $"\"{schema.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { SearchPath = _quoted };
        if (!settings.Keys.Cast<string>().Contains("Maximum Pool Size", StringComparer.OrdinalIgnoreCase))
        {
            settings.MaxPoolSize = MaxConnections;
        }

        Source = NpgsqlDataSource.Create(settings);
    }

    /// <summary>For what only PostgreSQL can do.</summary>
    internal NpgsqlDataSource Source { get; }

    internal override string TablesQuery => "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema()) ORDER BY oid";

    protected override string BytesType => "BYTEA";

    protected override string Lock => $"SELECT pg_advisory_xact_lock({LockNumber}); CREATE SCHEMA IF NOT EXISTS {_quoted}; ";

    protected override IsolationLevel Isolation => IsolationLevel.ReadCommitted;

    public override async ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken = default) =>
        await Source.OpenConnectionAsync(cancellationToken);

    public override DbConnection Open() => Source.OpenConnection();

    internal override ValueTask<DbTransaction> BeginReadAsync(DbConnection connection, CancellationToken cancellationToken) =>
        connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);

    public override ValueTask DisposeAsync() => Source.DisposeAsync();
}
