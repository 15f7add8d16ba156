namespace Turnpike.Web.Ledger;

/// <summary>Which entries are shown; null for what was not asked.</summary>
/// <param name="Stream">The beginning of the stream's name.</param>
/// <param name="Type">The beginning of the event's type.</param>
/// <param name="Text">Somewhere in the entry.</param>
/// <param name="From">Recorded then or later.</param>
/// <param name="To">Recorded before.</param>
public sealed record EntryFilter(string? Stream, string? Type, string? Actor, string? Text, DateTimeOffset? From, DateTimeOffset? To);
