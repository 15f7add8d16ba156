using System.Globalization;
using System.Text;
using NodaTime.Text;

namespace Turnpike.Governance.Calendar;

/// <summary>
/// The calendar as iCalendar (RFC 5545), for the calendar programs of people. Cancelled entries stay in it as such, so that
/// a program that has them takes them out.
/// </summary>
public static class CalendarFeed
{
    private const int MaxLineBytes = 75;
    private static readonly LocalDateTimePattern s_local = LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss");
    private static readonly InstantPattern s_utc = InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss'Z'");

    /// <param name="origin">Of the installation: what makes the ids unique in the world.</param>
    public static string Write(IEnumerable<CalendarEntry> entries, string origin)
    {
        var feed = new StringBuilder();
        Line(feed, "BEGIN:VCALENDAR");
        Line(feed, "VERSION:2.0");
        Line(feed, "PRODID:-//Turnpike//Calendar//EN");
        Line(feed, "X-WR-CALNAME:Turnpike");
        foreach (var entry in entries)
        {
            Write(feed, entry, origin);
        }

        Line(feed, "END:VCALENDAR");
        return feed.ToString();
    }

    private static void Write(StringBuilder feed, CalendarEntry entry, string origin)
    {
        Line(feed, "BEGIN:VEVENT");
        Line(feed, $"UID:{Text(entry.Id)}@{Text(origin)}");
        Line(feed, $"DTSTAMP:{s_utc.Format(entry.RecordedAt)}");
        Line(feed, string.Create(CultureInfo.InvariantCulture, $"SEQUENCE:{entry.Changes}"));

        // A rule repeats local times; what happens once is the same moment everywhere.
        if (entry.RecurrenceText is { } rule)
        {
            Line(feed, $"DTSTART;TZID={entry.Zone.Id}:{s_local.Format(entry.Start)}");
            Line(feed, $"RRULE:{rule}");
        }
        else
        {
            Line(feed, $"DTSTART:{s_utc.Format(entry.Start.InZoneLeniently(entry.Zone).ToInstant())}");
        }

        Line(feed, string.Create(CultureInfo.InvariantCulture, $"DURATION:PT{(long)entry.Length.TotalMinutes}M"));
        Line(feed, $"SUMMARY:{Text(entry.Title)}");
        Line(feed, $"DESCRIPTION:{Text($"{entry.Kind} for {entry.Scope}, owned by {entry.Owner}")}");
        Line(feed, $"CATEGORIES:{entry.Kind.ToString().ToUpperInvariant()}");
        Line(feed, entry.IsCancelled ? "STATUS:CANCELLED" : "STATUS:CONFIRMED");
        Line(feed, "TRANSP:TRANSPARENT");
        Line(feed, "END:VEVENT");
    }

    private static string Text(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal)
            .Replace("\r\n", "\\n", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\n", StringComparison.Ordinal);

    /// <summary>Lines end with CRLF and are folded so that none is longer than 75 bytes; a character is never divided.</summary>
    private static void Line(StringBuilder feed, string line)
    {
        var used = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (used + rune.Utf8SequenceLength > MaxLineBytes)
            {
                feed.Append("\r\n ");
                used = 1;
            }

            feed.Append(rune.ToString());
            used += rune.Utf8SequenceLength;
        }

        feed.Append("\r\n");
    }
}
