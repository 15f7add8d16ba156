using System.Runtime.CompilerServices;
using System.Text;
using Npgsql;

namespace Turnpike.Connectors.States;

/// <summary>States in Terraform's PostgreSQL backend: a row a workspace, its lock an advisory lock on the row's number.</summary>
internal sealed class PostgresStates(string connection, string schema) : IStateBackend
{
    public async IAsyncEnumerable<StateFile> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var state in await ReadAllAsync(cancellationToken))
        {
            yield return state;
        }
    }

    private async Task<IReadOnlyList<StateFile>> ReadAllAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var source = NpgsqlDataSource.Create(Text(connection));
            await using var open = await source.OpenConnectionAsync(cancellationToken);
            await using var command = open.CreateCommand();
            command.CommandText = $"""
                SELECT s.name, s.data, (
                    SELECT format('locked by process %s since %s: it may be about to change', l.pid, to_char(a.query_start AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))
                    FROM pg_locks l LEFT JOIN pg_stat_activity a ON a.pid = l.pid
                    WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1 AND (l.classid::bigint << 32 | l.objid::bigint) = s.id
                    LIMIT 1)
                FROM "{schema.Replace("\"", "\"\"", StringComparison.Ordinal)}".states s ORDER BY s.name
                """;
            await using var rows = await command.ExecuteReaderAsync(cancellationToken);
            var states = new List<StateFile>();
            while (await rows.ReadAsync(cancellationToken))
            {
                var workspace = rows.GetString(0);
                states.Add(StateContent.Make("", workspace, $"{schema}.states {workspace}", Encoding.UTF8.GetBytes(rows.IsDBNull(1) ? "" : rows.GetString(1)), rows.IsDBNull(2) ? null : rows.GetString(2)));
            }

            return states;
        }
        catch (PostgresException fault)
        {
            var help = fault.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName ? " Look at schema_name." : "";
            throw new ConnectionFailedException($"The states cannot be read: {fault.MessageText}.{help}", fault);
        }
        catch (Exception fault) when (fault is NpgsqlException or ArgumentException)
        {
            throw new ConnectionFailedException($"The database does not answer: {(fault.InnerException ?? fault).Message}", fault);
        }
    }

    // Terraform takes postgres://user:password@host/database?sslmode=…; Npgsql takes key=value.
    private static string Text(string connection)
    {
        if (!Uri.TryCreate(connection, UriKind.Absolute, out var address) || address.Scheme is not ("postgres" or "postgresql"))
        {
            return connection;
        }

        var login = address.UserInfo.Split(':', 2);
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = Uri.UnescapeDataString(address.Host),
            Port = address.Port > 0 ? address.Port : NpgsqlConnection.DefaultPort,
            Database = Uri.UnescapeDataString(address.AbsolutePath.TrimStart('/')),
            Username = login[0].Length > 0 ? Uri.UnescapeDataString(login[0]) : null,
            Password = login.Length > 1 ? Uri.UnescapeDataString(login[1]) : null,
            Timeout = 15,
            Pooling = false,
        };
        var mode = address.Query.TrimStart('?').Split('&').FirstOrDefault(static p => p.StartsWith("sslmode=", StringComparison.Ordinal))?[8..];
        if (mode is not null && Enum.TryParse<SslMode>(mode.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var ssl))
        {
            builder.SslMode = ssl;
        }

        return builder.ToString();
    }
}
