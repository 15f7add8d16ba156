using System.IO.Compression;
using System.Reflection;
using System.Text.Json;
using Turnpike.Governance;
using Turnpike.Ledger.Attachments;
using Turnpike.Ledger.Checkpoints;
using Turnpike.Ledger.Storage;
using Turnpike.Server.Storage;

namespace Turnpike.Server.Operations.Backups;

/// <summary>
/// Writes everything an installation keeps into one file while its nodes go on working: the tables of one moment, then the
/// ledger up to a later one, then the attachments, so that whatever is referred to is there. The file holds the
/// installation's keys: it is as secret as the data.
/// </summary>
public static class Backup
{
    private const int Page = 1000;

    /// <param name="file">Must not be there yet; it appears when it is whole.</param>
    public static async Task<Outcome<BackupReport>> RunAsync(ServerSettings settings, string file, TimeProvider time, CancellationToken cancellationToken = default)
    {
        if (File.Exists(file))
        {
            return new Refusal("backup-there", $"{file} is there already: give another name.");
        }

        if (settings.Postgres is null && !File.Exists(Path.Combine(settings.DataFolder, NodeStores.LedgerFile)))
        {
            return new Refusal("not-found", $"{settings.DataFolder} holds no ledger: nothing to back up.");
        }

        var unfinished = $"{file}.unfinished";
        try
        {
            await using var stores = await NodeStores.OpenAsync(settings, time, cancellationToken);
            var report = await WriteAsync(stores, unfinished, time, cancellationToken);
            File.Move(unfinished, file);
            return report with { File = file, Bytes = new FileInfo(file).Length };
        }
        catch (Exception fault) when (fault is NodeStartException or IOException or UnauthorizedAccessException)
        {
            return new Refusal("backup-failed", $"The backup was not made: {fault.Message}");
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    private static async Task<BackupReport> WriteAsync(NodeStores stores, string path, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileOptions());
        BackupManifest manifest;
        LedgerHead head;
        await using (var archive = await ZipArchive.CreateAsync(file, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken))
        {
            var (tables, rows, steps) = await TablesAsync(archive, stores.Database, cancellationToken);
            head = await stores.LedgerStore.HeadAsync(cancellationToken);
            var ledger = await LedgerAsync(archive, stores.LedgerStore, head.Size, cancellationToken);
            var (attachments, count) = await AttachmentsAsync(archive, stores.Attachments, cancellationToken);
            var key = stores.Secrets.CheckpointKey;
            var version = typeof(Backup).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
            manifest = new BackupManifest(BackupManifest.CurrentFormat, version, time.GetUtcNow(), new Checkpoint(key.Name, head.Size, head.Root()).Sign(key), head.Size, count, rows, steps, [tables, ledger, attachments]);
            await using var entry = await archive.CreateEntry(BackupManifest.File).OpenAsync(cancellationToken);
            await JsonSerializer.SerializeAsync(entry, manifest, BackupManifest.Json, cancellationToken);
        }

        file.Flush(flushToDisk: true);
        return new BackupReport(path, 0, manifest.Entries, manifest.Attachments, manifest.Rows, head.Root().ToBase64(), manifest.MadeAt);
    }

    private static async Task<(BackupPart Part, long Rows, IReadOnlyList<string> Steps)> TablesAsync(ZipArchive archive, ServerDatabase database, CancellationToken cancellationToken)
    {
        await using var part = await PartAsync(archive, BackupManifest.Tables, cancellationToken);
        long rows = 0;
        var steps = await TableRows.ReadAsync(
            database,
            async row =>
            {
                rows++;
                await part.WriteSizedAsync(row, cancellationToken);
            },
            cancellationToken);
        return (part.End(), rows, steps);
    }

    private static async Task<BackupPart> LedgerAsync(ZipArchive archive, ILedgerStore ledger, long size, CancellationToken cancellationToken)
    {
        await using var part = await PartAsync(archive, BackupManifest.Ledger, cancellationToken);
        for (long position = 0; position < size;)
        {
            var page = await ledger.ReadAsync(position, (int)Math.Min(Page, size - position), cancellationToken);
            if (page.Count == 0)
            {
                throw new IOException($"the ledger says that it has {size} entries, and entry {position} is not there");
            }

            foreach (var entry in page)
            {
                await part.WriteSizedAsync(entry.Bytes, cancellationToken);
            }

            position += page.Count;
        }

        return part.End();
    }

    private static async Task<(BackupPart Part, long Count)> AttachmentsAsync(ZipArchive archive, IAttachmentStore attachments, CancellationToken cancellationToken)
    {
        await using var part = await PartAsync(archive, BackupManifest.AttachmentFile, cancellationToken);
        long count = 0;
        await foreach (var info in attachments.ListAsync(cancellationToken))
        {
            // One that retention took meanwhile.
            if (await attachments.FindAsync(info.Hash, cancellationToken) is not { } attachment)
            {
                continue;
            }

            await part.WriteSizedAsync(JsonSerializer.SerializeToUtf8Bytes(new AttachmentHeader(info.Hash.ToString(), info.MediaType), BackupManifest.Json), cancellationToken);
            await part.WriteSizedAsync(attachment.Content, cancellationToken);
            count++;
        }

        return (part.End(), count);
    }

    private static async Task<PartWriter> PartAsync(ZipArchive archive, string name, CancellationToken cancellationToken) =>
        new(await archive.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(cancellationToken), name);

    private static FileStreamOptions FileOptions()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.ReadWrite, Options = System.IO.FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }
}

/// <param name="Hash">SHA-256 in hexadecimal.</param>
internal sealed record AttachmentHeader(string Hash, string MediaType);
