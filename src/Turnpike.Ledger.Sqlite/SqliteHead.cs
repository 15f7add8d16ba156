using Microsoft.Data.Sqlite;
using Turnpike.Ledger.Storage;

namespace Turnpike.Ledger.Sqlite;

/// <summary>The one row that says where the ledger ends.</summary>
internal static class SqliteHead
{
    public const string Query = "SELECT size, last, recorded, subtrees FROM head";

    public static LedgerHead Read(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Query;
        return Read(command);
    }

    public static LedgerHead Read(SqliteCommand command)
    {
        using var row = command.ExecuteReader();
        row.Read();
        return LedgerHead.Unpack(row.GetInt64(0), (byte[])row[1], row.GetInt64(2), (byte[])row[3]);
    }
}
