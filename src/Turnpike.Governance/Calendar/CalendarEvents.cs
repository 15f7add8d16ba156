using Turnpike.Ledger.Events;

namespace Turnpike.Governance.Calendar;

public enum CalendarKind
{
    /// <summary>Changes may be made.</summary>
    Window,

    /// <summary>Changes may not be made.</summary>
    Freeze,

    Review,

    Expiry,

    Exercise,
}

/// <param name="Start">Local time in <paramref name="Zone"/>, ISO 8601 without offset: <c>2026-12-24T18:00:00</c>.</param>
/// <param name="Minutes">How long it lasts.</param>
/// <param name="Zone">An IANA time zone, such as <c>Europe/Berlin</c>.</param>
/// <param name="Recurrence">As RFC 5545 writes rules, without <c>RRULE:</c>; null for once.</param>
/// <param name="Scope">What it is about: an environment, a service; may end in <c>*</c>.</param>
public sealed record CalendarPlanned(string Id, CalendarKind Kind, string Title, string Start, int Minutes, string Zone, string? Recurrence, string Scope, string Owner);

public sealed record CalendarCancelled(string Id, string Reason);

/// <summary>What the ledger records of the calendar.</summary>
public static class CalendarEvents
{
    public static EventForm<CalendarPlanned> Planned { get; } = new("calendar.planned", 1, "An entry was put into the calendar, or one with its id was replaced.");

    public static EventForm<CalendarCancelled> Cancelled { get; } = new("calendar.cancelled", 1, "An entry was taken out of the calendar.");

    public static IReadOnlyList<EventForm> All { get; } = [Planned, Cancelled];
}
