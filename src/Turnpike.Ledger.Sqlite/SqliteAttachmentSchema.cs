using Microsoft.Data.Sqlite;

namespace Turnpike.Ledger.Sqlite;

/// <summary>The tables of a file of attachments, and their version in its <c>user_version</c>.</summary>
internal static class SqliteAttachmentSchema
{
    private const int Version = 1;

    // The content stands apart: making an attachment young again rewrites its row, and that should stay small.
    private const string Create =
        """
        CREATE TABLE attachment (
          number INTEGER PRIMARY KEY AUTOINCREMENT,
          hash BLOB NOT NULL UNIQUE,
          media_type TEXT NOT NULL,
          encoding INTEGER NOT NULL,
          bytes INTEGER NOT NULL,
          kept_bytes INTEGER NOT NULL,
          kept_at INTEGER NOT NULL);
        CREATE TABLE content (number INTEGER PRIMARY KEY REFERENCES attachment (number) DEFERRABLE INITIALLY DEFERRED, content BLOB NOT NULL);
        """;

    // Both only have an effect before the first table is made.
    public static void Prepare(SqliteConnection connection) =>
        SqliteSchema.Prepare(connection, "PRAGMA page_size = 16384; PRAGMA auto_vacuum = INCREMENTAL;", Create, Version);
}
