using NodaTime.Text;
using Turnpike.Governance.Calendar;

namespace Turnpike.Server.Governance;

/// <summary>A window, freeze, review, expiry or exercise, in the time zone it was planned in.</summary>
/// <param name="Start">Local time in the zone, without offset: <c>2026-12-24T18:00:00</c>.</param>
/// <param name="Minutes">How long it lasts.</param>
/// <param name="Zone">An IANA time zone, such as <c>Europe/Berlin</c>.</param>
/// <param name="Recurrence">As RFC 5545 writes rules, without <c>RRULE:</c>; null for once.</param>
/// <param name="Scope">What it is about; may end in <c>*</c>.</param>
/// <param name="Changes">How often it was replaced or cancelled.</param>
public sealed record CalendarEntryResource(
    string Id,
    CalendarKind Kind,
    string Title,
    string Start,
    int Minutes,
    string Zone,
    string? Recurrence,
    string Scope,
    string Owner,
    bool IsCancelled,
    int Changes)
{
    public static CalendarEntryResource Of(CalendarEntry e) => new(
        e.Id, e.Kind, e.Title, LocalDateTimePattern.GeneralIso.Format(e.Start), (int)e.Length.TotalMinutes, e.Zone.Id, e.RecurrenceText, e.Scope, e.Owner, e.IsCancelled, e.Changes);
}

/// <summary>One time that an entry takes place.</summary>
public sealed record CalendarOccurrenceResource(DateTimeOffset Start, DateTimeOffset End, CalendarEntryResource Entry);

/// <param name="Items">By their start.</param>
/// <param name="IsCut">There are more than are shown: ask for a shorter time.</param>
public sealed record CalendarResource(IReadOnlyList<CalendarOccurrenceResource> Items, bool IsCut);

/// <summary>What is planned.</summary>
public sealed record CalendarPlanRequest(CalendarKind Kind, string Title, string Start, int Minutes, string Zone, string Scope, string Owner, string? Recurrence = null);

/// <param name="Why">Which freeze or window decides.</param>
/// <param name="Entry">Null where none does.</param>
public sealed record ChangeTimeResource(bool IsAllowed, string Why, CalendarEntryResource? Entry);

/// <param name="Name">What the feed is for: the program that reads it.</param>
public sealed record CalendarFeedRequest(string Name);

/// <summary>An address that calendar programs read without signing in.</summary>
/// <param name="Address">Shown once, when it is made: whoever has it reads the calendar.</param>
public sealed record CalendarFeedResource(string Id, string Name, string Owner, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt, string? Address);
