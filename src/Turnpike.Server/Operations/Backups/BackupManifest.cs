using System.Text.Json;
using System.Text.Json.Serialization;

namespace Turnpike.Server.Operations.Backups;

/// <summary>What a backup holds; docs/formats/backup.md.</summary>
/// <param name="Checkpoint">Signed, of the ledger as it is in the backup.</param>
/// <param name="Steps">The steps that had made the tables.</param>
/// <param name="Parts">The other files of the archive.</param>
internal sealed record BackupManifest(int Format, string Version, DateTimeOffset MadeAt, string Checkpoint, long Entries, long Attachments, long Rows, IReadOnlyList<string> Steps, IReadOnlyList<BackupPart> Parts)
{
    public const int CurrentFormat = 1;
    public const string File = "manifest.json";
    public const string Ledger = "ledger.bin";
    public const string AttachmentFile = "attachments.bin";
    public const string Tables = "tables.jsonl";

    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web) { WriteIndented = true, RespectRequiredConstructorParameters = true, DefaultIgnoreCondition = JsonIgnoreCondition.Never };
}

/// <param name="Sha256">Of the content, in hexadecimal.</param>
internal sealed record BackupPart(string Name, long Bytes, string Sha256);

/// <summary>What a backup came to.</summary>
/// <param name="Root">Base64 of the root of the ledger in it.</param>
public sealed record BackupReport(string File, long Bytes, long Entries, long Attachments, long Rows, string Root, DateTimeOffset MadeAt);
