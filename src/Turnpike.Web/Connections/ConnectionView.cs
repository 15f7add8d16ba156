using Turnpike.Inventory.Coverage;

namespace Turnpike.Web.Connections;

/// <summary>Where something is observed, and how it stands with its syncs.</summary>
/// <param name="Next">When the next sync begins by itself; null where none does.</param>
/// <param name="Failures">How many syncs failed in a row.</param>
/// <param name="Running">The sync that runs now; null where none does.</param>
/// <param name="IsRequested">A sync was asked for that has not begun yet.</param>
/// <param name="Last">The last sync that ended.</param>
public sealed record ConnectionView(
    string Name,
    string Kind,
    IReadOnlyDictionary<string, string> Settings,
    string Schedule,
    bool IsEnabled,
    string ChangedBy,
    DateTimeOffset ChangedAt,
    DateTimeOffset? Next,
    int Failures,
    SyncNow? Running,
    bool IsRequested,
    SyncView? Last,
    PartSum Parts)
{
    /// <summary>A sync runs or waits for a node.</summary>
    public bool IsBusy => Running is not null || IsRequested;
}

/// <param name="Says">What it is doing; null before it has said.</param>
/// <param name="Total">Parts that there are to read, as far as known; grows.</param>
public sealed record SyncNow(string Node, string By, DateTimeOffset Started, string? Says, int Done, int Total);

/// <param name="Outcome">done, partial, failed, cancelled or interrupted; running where it has not ended.</param>
/// <param name="Unread">Parts that could not be read, or not wholly.</param>
public sealed record SyncView(string Id, DateTimeOffset Started, DateTimeOffset? Ended, string Node, string By, string Outcome, string? Says, int Parts, int Changed, int Unread);

/// <summary>How many parts there are, and of how many not all could be read.</summary>
/// <param name="Oldest">When the part that was read longest ago was read; null where none ever was.</param>
public sealed record PartSum(int All, int Partial, int Denied, int Failed, DateTimeOffset? Oldest)
{
    public static PartSum None { get; } = new(0, 0, 0, 0, null);

    public int Unread => Partial + Denied + Failed;

    public static PartSum operator +(PartSum a, PartSum b) => Add(a, b);

    public static PartSum Add(PartSum a, PartSum b) =>
        new(a.All + b.All, a.Partial + b.Partial, a.Denied + b.Denied, a.Failed + b.Failed, a.Oldest is { } one && b.Oldest is { } other ? (one < other ? one : other) : a.Oldest ?? b.Oldest);
}

/// <summary>A part as it was last read.</summary>
/// <param name="Outcome">changed, same, partial, denied or failed.</param>
/// <param name="ReadAt">When its content was last as the source has it; null where it never was.</param>
/// <param name="Unread">Each call or collection that could not be read.</param>
public sealed record PartView(string Scope, string Source, string Outcome, DateTimeOffset Tried, DateTimeOffset? ReadAt, string? Says, IReadOnlyList<CoverageItem> Unread)
{
    public bool IsWhole => Outcome is "changed" or "same";
}

/// <summary>Which parts are listed.</summary>
public sealed record PartsAsked(string? Text, bool OnlyUnread, int Skip);

/// <param name="Sums">By scope.</param>
/// <param name="Total">How many match.</param>
public sealed record PartsView(PartsAsked Asked, IReadOnlyList<(string Scope, PartSum Sum)> Sums, IReadOnlyList<PartView> Items, int Total);
