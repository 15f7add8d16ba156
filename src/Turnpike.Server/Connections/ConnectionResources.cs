using Turnpike.Connectors;

namespace Turnpike.Server.Connections;

/// <param name="Settings">Every setting that it takes.</param>
public sealed record ConnectorKindResource(string Name, string Says, IReadOnlyList<ConnectorSetting> Settings);

/// <summary>A connection as somebody wants it.</summary>
/// <param name="Settings">As text: a list is parted by commas, yes and no are written so. None is a secret.</param>
/// <param name="Schedule">How long between two syncs: a number and m, h or d; or never.</param>
/// <param name="IsEnabled">False to stop its syncs for a while.</param>
public sealed record ConnectionRequest(string Kind, IReadOnlyDictionary<string, string>? Settings, string? Schedule, bool? IsEnabled);

/// <param name="Next">When the next sync begins by itself; null where none does.</param>
/// <param name="Failures">How many syncs failed in a row.</param>
/// <param name="Running">The sync that runs now; null where none does.</param>
/// <param name="IsRequested">A sync was asked for that has not begun yet.</param>
/// <param name="Last">The last sync that ended.</param>
public sealed record ConnectionResource(
    string Name,
    string Kind,
    IReadOnlyDictionary<string, string> Settings,
    string Schedule,
    bool IsEnabled,
    string ChangedBy,
    DateTimeOffset ChangedAt,
    DateTimeOffset? Next,
    int Failures,
    SyncProgressResource? Running,
    bool IsRequested,
    SyncRunResource? Last);

/// <param name="Says">What it is doing.</param>
/// <param name="Total">Parts that there are to read, as far as known; grows.</param>
public sealed record SyncProgressResource(string Node, string By, DateTimeOffset Started, string? Says, int Done, int Total);

/// <param name="Parts">How many there were.</param>
/// <param name="Changed">Parts whose content is different since.</param>
/// <param name="Unread">Parts that could not be read, or not wholly.</param>
/// <param name="Says">What came of it, or why it failed.</param>
public sealed record SyncRunResource(string Id, DateTimeOffset Started, DateTimeOffset? Ended, string Node, string By, SyncOutcome Outcome, string? Says, int Parts, int Changed, int Unread);

/// <param name="ReadAt">When its content was last as the source has it; null where it never was.</param>
/// <param name="Says">What could not be read and why; null where all was.</param>
public sealed record SyncPartResource(string Scope, string Source, PartOutcome Outcome, DateTimeOffset Tried, DateTimeOffset? ReadAt, string? Says);
