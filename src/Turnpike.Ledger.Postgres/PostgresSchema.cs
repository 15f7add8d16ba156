using Npgsql;
using Turnpike.Ledger.Storage;

namespace Turnpike.Ledger.Postgres;

/// <summary>The tables of a ledger, in a schema of their own, and their version.</summary>
internal static class PostgresSchema
{
    private const int Version = 1;

    // Any number: nodes that start together make the tables one after another.
    private const long Lock = 7_218_301_544_907;

    private const string Create =
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
        """;

    /// <param name="schema">Already quoted.</param>
    public static async Task PrepareAsync(NpgsqlDataSource source, string schema, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(connection, $"SELECT pg_advisory_xact_lock({Lock}); CREATE SCHEMA IF NOT EXISTS {schema}; SET LOCAL search_path TO {schema}; CREATE TABLE IF NOT EXISTS ledger_version (version integer NOT NULL);", cancellationToken);
        await using var command = new NpgsqlCommand("SELECT max(version) FROM ledger_version", connection);
        if (await command.ExecuteScalarAsync(cancellationToken) is not int version)
        {
            await ExecuteAsync(connection, $"{Create} INSERT INTO ledger_version VALUES ({Version});", cancellationToken);
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
