using Npgsql;
using Turnpike.Ledger.Storage;

namespace Turnpike.Ledger.Postgres;

/// <summary>Tables that belong together, in the schema of the installation, and their version.</summary>
/// <param name="VersionTable">One row says which version the tables have.</param>
internal sealed record PostgresSchema(string VersionTable, int Version, string Create)
{
    // Any number: nodes that start together make the tables one after another.
    private const long Lock = 7_218_301_544_907;

    // A node has three sources of connections, and the server's own limit is a hundred.
    private const int MaxConnections = 25;

    public static PostgresSchema Ledger { get; } = new(
        "ledger_version",
        1,
        """
        CREATE TABLE entry (
          position bigint PRIMARY KEY,
          stream text COLLATE "C" NOT NULL,
          version bigint NOT NULL,
          hash bytea NOT NULL,
          entry bytea NOT NULL,
          UNIQUE (stream, version));
        CREATE TABLE subtree (level integer NOT NULL, number bigint NOT NULL, hash bytea NOT NULL, PRIMARY KEY (level, number));
        CREATE TABLE head (id integer PRIMARY KEY CHECK (id = 0), size bigint NOT NULL, last bytea NOT NULL, recorded bigint NOT NULL, subtrees bytea NOT NULL);
        INSERT INTO head VALUES (0, 0, decode(repeat('00', 32), 'hex'), 0, '');
        """);

    // The content comes packed: the server need not try again.
    public static PostgresSchema Attachments { get; } = new(
        "attachment_version",
        1,
        """
        CREATE TABLE attachment (
          number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
          hash bytea NOT NULL UNIQUE,
          media_type text NOT NULL,
          encoding integer NOT NULL,
          bytes bigint NOT NULL,
          kept_bytes bigint NOT NULL,
          kept_at bigint NOT NULL,
          content bytea NOT NULL);
        ALTER TABLE attachment ALTER content SET STORAGE EXTERNAL;
        """);

    /// <summary>Connects, with the tables there.</summary>
    /// <param name="schema">By its plain name.</param>
    public async Task<NpgsqlDataSource> OpenAsync(string connectionString, string schema, CancellationToken cancellationToken)
    {
        var quoted = $"\"{schema.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { SearchPath = quoted };
        if (!settings.Keys.Cast<string>().Contains("Maximum Pool Size", StringComparer.OrdinalIgnoreCase))
        {
            settings.MaxPoolSize = MaxConnections;
        }

        var source = NpgsqlDataSource.Create(settings);
        try
        {
            await PrepareAsync(source, quoted, cancellationToken);
            return source;
        }
        catch
        {
            await source.DisposeAsync();
            throw;
        }
    }

    private async Task PrepareAsync(NpgsqlDataSource source, string schema, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(connection, $"SELECT pg_advisory_xact_lock({Lock}); CREATE SCHEMA IF NOT EXISTS {schema}; SET LOCAL search_path TO {schema}; CREATE TABLE IF NOT EXISTS {VersionTable} (version integer NOT NULL);", cancellationToken);
        await using var command = new NpgsqlCommand($"SELECT max(version) FROM {VersionTable}", connection);
        if (await command.ExecuteScalarAsync(cancellationToken) is not int version)
        {
            await ExecuteAsync(connection, $"{Create} INSERT INTO {VersionTable} VALUES ({Version});", cancellationToken);
        }
        else if (version > Version)
        {
            throw new LedgerVersionException(version, Version);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string text, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(text, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
