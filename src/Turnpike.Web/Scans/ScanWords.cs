using Turnpike.Formats.Scanners;
using Turnpike.Inventory.Scans;

namespace Turnpike.Web.Scans;

/// <summary>Words of scans for people.</summary>
internal static class ScanWords
{
    public static string? ToneOf(FindingSeverity severity) => severity switch
    {
        FindingSeverity.Critical or FindingSeverity.High => "fail",
        FindingSeverity.Medium => "warn",
        FindingSeverity.Unknown => "unknown",
        _ => null,
    };

    public static string Of(FindingSeverity severity) => severity == FindingSeverity.None ? "Informational" : severity.ToString();

    public static string Of(ScanTargetKind kind) => kind == ScanTargetKind.Other ? "Other" : kind.ToString();

    public static string Of(ScanLink link) => link switch
    {
        ScanLink.Digest => "runs this digest",
        ScanLink.Tag => "names this tag; which digest runs is not known",
        ScanLink.Repository => "holds the image",
        ScanLink.Address => "named by its address",
        ScanLink.Identifier => "named by its ARN or id",
        _ => "alone in the file",
    };

    /// <summary>A package as people call it: <c>maven/org.apache.logging.log4j/log4j-core</c>.</summary>
    public static string? Package(string? name) => name?.StartsWith("pkg:", StringComparison.Ordinal) == true ? name["pkg:".Length..] : name;

    public static string Value<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    /// <summary>The digest as people tell images apart: its first twelve digits.</summary>
    public static string? Short(ScannedThing thing) => thing.Digests is [var digest, ..] ? digest[..Math.Min(digest.Length, 19)] : null;
}
