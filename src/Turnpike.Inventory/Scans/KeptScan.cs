using System.Text.Json;
using System.Text.Json.Serialization;
using Turnpike.Formats.Scanners;

namespace Turnpike.Inventory.Scans;

/// <param name="FirstSeen">When a report of this tool first showed it.</param>
/// <param name="ClosedAt">Since when reports show it no more; null while they do.</param>
/// <param name="LastSeen">Of one that is closed: when a report last showed it.</param>
internal sealed record KeptFinding(ScannerFinding Finding, DateTimeOffset FirstSeen, DateTimeOffset? ClosedAt = null, DateTimeOffset? LastSeen = null);

internal sealed record KeptTarget(ScanTargetKind Kind, string Name, IReadOnlyList<string> Digests, IReadOnlyList<string> Names, IReadOnlyList<KeptFinding> Findings, IReadOnlyList<ScannedPackage> Packages)
{
    [JsonIgnore]
    public string Identity => Digests is [var first, ..] ? first : Name;
}

/// <summary>What is kept of a report: docs/formats/kept-scan.md. The same findings make the same bytes.</summary>
internal sealed record KeptScan(int ScanVersion, IReadOnlyList<KeptTarget> Targets)
{
    public const int Version = 1;
    public const string MediaType = "application/vnd.turnpike.scan+json";

    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectRequiredConstructorParameters = false,
    };

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, s_options);

    /// <summary>Null, with the fault, where it is none.</summary>
    public static KeptScan? Read(ReadOnlySpan<byte> content, out string? fault)
    {
        try
        {
            var kept = JsonSerializer.Deserialize<KeptScan>(content, s_options);
            fault = kept is { ScanVersion: Version, Targets: not null } ? null : "it is of another version";
            return fault is null ? kept : null;
        }
        catch (JsonException broken)
        {
            fault = broken.Message;
            return null;
        }
    }
}
