using Turnpike.Ledger.Events;

namespace Turnpike.Inventory.Scans;

/// <param name="Subject">What was scanned: an image by its digest, a folder, a category of results.</param>
/// <param name="Of">What people call that: the name of the image.</param>
/// <param name="Attachment">SHA-256 of what is kept of it, an attachment, in base64.</param>
/// <param name="Open">Findings that count.</param>
/// <param name="Accepted">Findings that somebody has accepted.</param>
/// <param name="Opened">Those that the report before did not show.</param>
/// <param name="Closed">Those that the report before showed and this one does not.</param>
/// <param name="IsPartial">Something could not be scanned; nothing is closed by it.</param>
public sealed record ScanReported(
    string Form, string Tool, string? ToolVersion, string Subject, string Of, string Attachment, int Open, int Accepted, int Opened, int Closed, int Packages, bool IsPartial, IReadOnlyList<string> Notes);

/// <param name="Content">HMAC-SHA-256 of the bytes that were pushed under the installation's key, in base64.</param>
/// <param name="Reports">One for each tool and subject of the file.</param>
public sealed record ScanReceived(string Scope, string Name, string Content, IReadOnlyList<ScanReported> Reports);

public sealed record ScanConfirmed(string Scope, string Name);

public sealed record ScanRemoved(string Scope, string Name, string Reason);

/// <summary>What the ledger records of scanners.</summary>
public static class ScanEvents
{
    public static EventForm<ScanReceived> Received { get; } = new("scan.received", 1, "A scanner's report or a bill of materials came in, and tells something else than the one before it.");

    public static EventForm<ScanConfirmed> Confirmed { get; } = new("scan.confirmed", 1, "A report was pushed again and shows what it showed; noted once an hour at most.");

    public static EventForm<ScanRemoved> Removed { get; } = new("scan.removed", 1, "Somebody took the reports of a name out of a scope.");

    public static IReadOnlyList<EventForm> All { get; } = [Received, Confirmed, Removed];
}
