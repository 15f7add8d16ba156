using System.Data.Common;
using System.IO.Compression;
using System.Text.Json;
using Turnpike.Governance;
using Turnpike.Ledger.Attachments;
using Turnpike.Ledger.Checkpoints;
using Turnpike.Ledger.Merkle;
using Turnpike.Ledger.Proofs;
using Turnpike.Ledger.Storage;
using Turnpike.Server.Storage;

namespace Turnpike.Server.Operations.Backups;

/// <summary>
/// Puts a backup back where nothing is, into files or PostgreSQL, whichever it came from. The ledger is read and verified
/// whole against the signed checkpoint of the backup before it is done; what fails leaves nothing behind.
/// </summary>
public static class Restore
{
    private const int Page = 1000;

    /// <param name="settings">Of the installation to be: the data folder or PostgreSQL, with nothing in it.</param>
    public static async Task<Outcome<BackupReport>> RunAsync(ServerSettings settings, string file, TimeProvider time, CancellationToken cancellationToken = default)
    {
        if (!File.Exists(file))
        {
            return new Refusal("not-found", $"There is no file {file}.");
        }

        try
        {
            await using var archive = await ZipFile.OpenReadAsync(file, cancellationToken);
            var manifest = await ManifestAsync(archive, cancellationToken);
            await using var target = await RestoreTarget.OpenAsync(settings, time, cancellationToken);
            if (target is null)
            {
                return new Refusal("target-not-empty", $"{(settings.Postgres is null ? settings.DataFolder : $"Schema {settings.PostgresSchema}")} is not empty: a backup is restored only where nothing is.");
            }

            var root = await FillAsync(archive, manifest, settings, target, time, cancellationToken);
            target.Keep();
            return new BackupReport(file, new FileInfo(file).Length, manifest.Entries, manifest.Attachments, manifest.Rows, root.ToBase64(), manifest.MadeAt);
        }
        catch (Exception fault) when (fault is InvalidDataException or JsonException or IOException or UnauthorizedAccessException or DbException or AttachmentDamagedException)
        {
            return new Refusal("restore-failed", $"The backup was not restored, and nothing of it is left: {fault.Message}");
        }
    }

    private static async Task<BackupManifest> ManifestAsync(ZipArchive archive, CancellationToken cancellationToken)
    {
        var entry = archive.GetEntry(BackupManifest.File) ?? throw new InvalidDataException("the file is no backup of Turnpike, or one that was not finished.");
        await using var stream = await entry.OpenAsync(cancellationToken);
        var manifest = await JsonSerializer.DeserializeAsync<BackupManifest>(stream, BackupManifest.Json, cancellationToken);
        return manifest?.Format == BackupManifest.CurrentFormat
            ? manifest
            : throw new InvalidDataException($"the backup has format {manifest?.Format}; this version of Turnpike reads format {BackupManifest.CurrentFormat}.");
    }

    private static async Task<Hash256> FillAsync(ZipArchive archive, BackupManifest manifest, ServerSettings settings, RestoreTarget target, TimeProvider time, CancellationToken cancellationToken)
    {
        await TablesAsync(archive, manifest, settings, target.Database, cancellationToken);
        var secrets = await NodeSecrets.LoadAsync(target.Database, time, cancellationToken);
        var checkpoint = Checkpoint.Open(manifest.Checkpoint, secrets.CheckpointKey, out var fault)
            ?? throw new InvalidDataException($"the checkpoint of the backup does not hold: {fault}.");
        await AttachmentsAsync(archive, manifest, target.Attachments, cancellationToken);
        await LedgerAsync(archive, manifest, target.Ledger, cancellationToken);

        // Not what was written but what is there now.
        var audit = await new LedgerAudit(target.Ledger).RunAsync(new Dictionary<long, Hash256> { [checkpoint.Size] = checkpoint.Root }, cancellationToken);
        return audit.Faults is [] && audit.Size == checkpoint.Size
            ? audit.Root
            : throw new InvalidDataException($"the ledger does not verify: {string.Join("; ", audit.Faults.Take(3).Select(f => $"entry {f.Position}: {f.Message}"))}.");
    }

    private static async Task TablesAsync(ZipArchive archive, BackupManifest manifest, ServerSettings settings, ServerDatabase database, CancellationToken cancellationToken)
    {
        // As they were, so that a later start brings them up to date as it does any other.
        var known = TurnpikeServer.SchemaSteps(settings).ToDictionary(s => s.Name, StringComparer.Ordinal);
        var unknown = manifest.Steps.Where(s => !known.ContainsKey(s)).ToList();
        if (unknown.Count > 0)
        {
            throw new InvalidDataException($"the backup was made by a newer version of Turnpike ({string.Join(", ", unknown)}).");
        }

        await database.PrepareAsync(known.Values.Where(s => manifest.Steps.Contains(s.Name)), cancellationToken);
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await TableRows.ClearAsync(database, connection, transaction, cancellationToken);
        await using var part = await PartAsync(archive, manifest, BackupManifest.Tables, cancellationToken);
        while (await part.ReadSizedAsync(cancellationToken) is { } row)
        {
            await TableRows.InsertAsync(connection, transaction, row, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task AttachmentsAsync(ZipArchive archive, BackupManifest manifest, IAttachmentStore attachments, CancellationToken cancellationToken)
    {
        await using var part = await PartAsync(archive, manifest, BackupManifest.AttachmentFile, cancellationToken);
        while (await part.ReadSizedAsync(cancellationToken) is { } header)
        {
            var (hash, mediaType) = JsonSerializer.Deserialize<AttachmentHeader>(header, BackupManifest.Json)!;
            var content = await part.ReadSizedAsync(cancellationToken) ?? throw new InvalidDataException("an attachment has no content.");
            if ((await attachments.PutAsync(content, mediaType, cancellationToken)).ToString() != hash)
            {
                throw new InvalidDataException($"attachment {hash} is not what was backed up.");
            }
        }
    }

    private static async Task LedgerAsync(ZipArchive archive, BackupManifest manifest, ILedgerStore ledger, CancellationToken cancellationToken)
    {
        await using var part = await PartAsync(archive, manifest, BackupManifest.Ledger, cancellationToken);
        var entries = new RestoredEntries();
        while (await part.ReadSizedAsync(cancellationToken) is { } bytes)
        {
            entries.Add(bytes);
            if (entries.Count == Page)
            {
                await entries.AppendAsync(ledger, cancellationToken);
            }
        }

        await entries.AppendAsync(ledger, cancellationToken);
    }

    private static async Task<PartReader> PartAsync(ZipArchive archive, BackupManifest manifest, string name, CancellationToken cancellationToken) =>
        manifest.Parts.FirstOrDefault(p => p.Name == name) is { } part && archive.GetEntry(name) is { } entry
            ? new PartReader(await entry.OpenAsync(cancellationToken), part)
            : throw new InvalidDataException($"the archive has no {name}.");
}
