using System.Buffers;
using System.Data;
using System.Data.Common;
using System.Text.Json;
using Dapper;
using Turnpike.Server.Storage;

namespace Turnpike.Server.Operations.Backups;

/// <summary>The rows of the server's tables as lines of JSON, whichever database they are in.</summary>
internal static class TableRows
{
    // The ledger and the attachments go by themselves; what is due is declared again at each start.
    private static readonly HashSet<string> s_others = new(StringComparer.Ordinal)
    {
        "entry", "stream", "subtree", "head", "ledger_version", "attachment", "attachment_version", "schema_step",
    };

    /// <summary>All rows of one moment, the rows that others refer to first.</summary>
    /// <returns>The steps that had made the tables.</returns>
    public static async Task<IReadOnlyList<string>> ReadAsync(ServerDatabase database, Func<ReadOnlyMemory<byte>, Task> write, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await database.BeginReadAsync(connection, cancellationToken);
        var steps = await connection.QueryAsync<string>(new CommandDefinition("SELECT name FROM schema_step ORDER BY name", transaction: transaction, cancellationToken: cancellationToken));
        var buffer = new ArrayBufferWriter<byte>();
        foreach (var table in await TablesAsync(database, connection, transaction, cancellationToken))
        {
            await using var rows = await connection.ExecuteReaderAsync(new CommandDefinition($"SELECT * FROM {table}", transaction: transaction, cancellationToken: cancellationToken));
            while (await rows.ReadAsync(cancellationToken))
            {
                buffer.ResetWrittenCount();
                Write(buffer, table, rows);
                await write(buffer.WrittenMemory);
            }
        }

        return [.. steps];
    }

    /// <summary>Takes out what making the tables put in.</summary>
    public static async Task ClearAsync(ServerDatabase database, DbConnection connection, DbTransaction transaction, CancellationToken cancellationToken)
    {
        foreach (var table in (await TablesAsync(database, connection, transaction, cancellationToken)).Reverse())
        {
            await connection.ExecuteAsync(new CommandDefinition($"DELETE FROM {table}", transaction: transaction, cancellationToken: cancellationToken));
        }
    }

    /// <param name="json">What <see cref="ReadAsync"/> wrote.</param>
    public static async Task InsertAsync(DbConnection connection, DbTransaction transaction, ReadOnlyMemory<byte> json, CancellationToken cancellationToken)
    {
        var (table, columns) = Read(json);
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        foreach (var (name, value) in columns)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        command.CommandText = $"INSERT INTO {table} ({string.Join(", ", columns.Select(static c => c.Name))}) VALUES ({string.Join(", ", columns.Select(static c => "@" + c.Name))})";
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <exception cref="InvalidDataException">It is not what was written: a damaged archive still unpacks to something.</exception>
    private static (string Table, IReadOnlyList<(string Name, object Value)> Columns) Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return (Checked(document.RootElement.GetProperty("table").GetString()!), [.. document.RootElement.GetProperty("row").EnumerateObject().Select(static c => (Checked(c.Name), ValueOf(c.Value)))]);
        }
        catch (Exception fault) when (fault is JsonException or FormatException or KeyNotFoundException or InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            throw new InvalidDataException("a row of a table is not what was backed up.", fault);
        }
    }

    private static async Task<IReadOnlyList<string>> TablesAsync(ServerDatabase database, DbConnection connection, DbTransaction transaction, CancellationToken cancellationToken)
    {
        var names = await connection.QueryAsync<string>(new CommandDefinition(database.TablesQuery, transaction: transaction, cancellationToken: cancellationToken));
        return [.. names.Where(n => !s_others.Contains(n) && !n.StartsWith("qrtz_", StringComparison.OrdinalIgnoreCase)).Select(Checked)];
    }

    private static void Write(ArrayBufferWriter<byte> buffer, string table, DbDataReader row)
    {
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteString("table", table);
        json.WriteStartObject("row");
        for (var i = 0; i < row.FieldCount; i++)
        {
            json.WritePropertyName(row.GetName(i));
            switch (row.GetValue(i))
            {
                case DBNull:
                    json.WriteNullValue();
                    break;
                case byte[] bytes:
                    json.WriteStartArray();
                    json.WriteBase64StringValue(bytes);
                    json.WriteEndArray();
                    break;
                case string text:
                    json.WriteStringValue(text);
                    break;
                case long or int or short:
                    json.WriteNumberValue(Convert.ToInt64(row.GetValue(i), System.Globalization.CultureInfo.InvariantCulture));
                    break;
                case double number:
                    json.WriteNumberValue(number);
                    break;
                case bool flag:
                    json.WriteBooleanValue(flag);
                    break;
                case var other:
                    throw new InvalidOperationException($"Column {row.GetName(i)} of {table} holds a {other.GetType().Name}, which backups do not know.");
            }
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static object ValueOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value[0].GetBytesFromBase64(),
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number => value.TryGetInt64(out var number) ? number : value.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => DBNull.Value,
    };

    // Names come from our own steps; an archive may come from anybody.
    private static string Checked(string name) =>
        name.Length is > 0 and < 64 && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_') ? name : throw new InvalidDataException($"\"{name}\" is no name of a table or column of ours.");
}
