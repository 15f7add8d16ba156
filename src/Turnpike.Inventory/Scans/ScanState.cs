using Turnpike.Ledger.Merkle;

namespace Turnpike.Inventory.Scans;

/// <summary>By what a newer report takes the place of an older one.</summary>
public readonly record struct ScanKey(string Scope, string Tool, string Subject);

/// <summary>The report of a tool and a subject that holds now.</summary>
/// <param name="Of">What people call what was scanned: the name of the image, else the subject.</param>
/// <param name="Name">Of the file that it came as.</param>
/// <param name="ObservedAt">When it last told something new.</param>
/// <param name="ConfirmedAt">When it was last pushed, noted once an hour at most.</param>
/// <param name="Position">Of the entry of the ledger that records it.</param>
public sealed record ScanState(
    ScanKey Key, string Of, string Name, string Form, string? ToolVersion, int Open, int Accepted, int Packages, bool IsPartial, IReadOnlyList<string> Notes, string By, DateTimeOffset FirstAt, DateTimeOffset ObservedAt, DateTimeOffset ConfirmedAt, long Position)
{
    /// <summary>What is kept of it.</summary>
    internal Hash256 Attachment { get; init; }
}
