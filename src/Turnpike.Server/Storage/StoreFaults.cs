using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Turnpike.Server.Storage;

internal enum StoreFault
{
    /// <summary>Another try may succeed.</summary>
    Away,

    /// <summary>There is no room left.</summary>
    Full,
}

/// <summary>Tells a store that is away or full from a bug, by what drivers say.</summary>
internal static class StoreFaults
{
    private const int NoSpaceLeft = 28;

    /// <summary>Null where the exception says neither.</summary>
    public static StoreFault? Of(Exception fault) => fault switch
    {
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => StoreFault.Full,
        SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_FULL } => StoreFault.Full,
        IOException { HResult: NoSpaceLeft } => StoreFault.Full,
        SqliteException sqlite => sqlite.SqliteErrorCode is SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED or SQLitePCL.raw.SQLITE_IOERR or SQLitePCL.raw.SQLITE_CANTOPEN or SQLitePCL.raw.SQLITE_READONLY ? StoreFault.Away : null,
        PostgresException postgres => postgres.IsTransient || postgres.SqlState.StartsWith("57P", StringComparison.Ordinal) ? StoreFault.Away : null,
        NpgsqlException or TimeoutException => StoreFault.Away,
        DbException { IsTransient: true } => StoreFault.Away,
        { InnerException: { } inner } => Of(inner),
        _ => null,
    };
}
