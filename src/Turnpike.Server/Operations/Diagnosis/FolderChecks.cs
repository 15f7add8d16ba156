using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Turnpike.Server.Storage;

namespace Turnpike.Server.Operations.Diagnosis;

/// <summary>The data folder and the files in it.</summary>
internal static class FolderChecks
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    public static IEnumerable<Check> Run(string folder)
    {
        if (!OperatingSystem.IsWindows())
        {
            // Inside a folder that is closed the rights of the files do not matter.
            yield return (new DirectoryInfo(folder).UnixFileMode & Others) == 0
                ? new Check("data", CheckOutcome.Ok, $"{folder} is its owner's alone.")
                : new Check("data", CheckOutcome.Warn, $"{folder} is open to others on this machine; the installation's keys lie in it.", $"chmod 700 {folder}");
        }

        yield return Doctor.Disk(new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace);
    }

    public static async Task<IReadOnlyList<Check>> SqliteAsync(string folder, DbConnection connection, CancellationToken cancellationToken)
    {
        var version = await connection.ExecuteScalarAsync<string>("SELECT sqlite_version()");
        return [new("sqlite", CheckOutcome.Ok, $"Version {version}."), .. await FilesAsync(folder, cancellationToken)];
    }

    public static async Task<IReadOnlyList<Check>> FilesAsync(string folder, CancellationToken cancellationToken)
    {
        var checks = new List<Check>();
        foreach (var file in new[] { NodeStores.LedgerFile, NodeStores.AttachmentFile, NodeStores.NodeFile })
        {
            checks.Add(await FileAsync(Path.Combine(folder, file), cancellationToken));
        }

        return checks;
    }

    private static async Task<Check> FileAsync(string path, CancellationToken cancellationToken)
    {
        var name = Path.GetFileName(path);
        try
        {
            await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString());
            await connection.OpenAsync(cancellationToken);
            var found = await connection.ExecuteScalarAsync<string>("PRAGMA quick_check(1)");
            var mode = await connection.ExecuteScalarAsync<string>("PRAGMA journal_mode");
            return found == "ok" && mode == "wal"
                ? new Check(name, CheckOutcome.Ok, "Whole, written ahead.")
                : new Check(name, CheckOutcome.Fail, found == "ok" ? $"Its journal mode is {mode}." : $"It is damaged: {found}", "Restore a backup.");
        }
        catch (SqliteException fault)
        {
            return new Check(name, CheckOutcome.Fail, $"It cannot be read: {fault.Message}", "Restore a backup, or look at the file's rights.");
        }
    }
}
