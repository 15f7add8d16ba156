using NodaTime;

namespace Turnpike.Governance.Calendar;

/// <summary>An entry of the calendar, in the time zone it was planned in: a window at six stays at six when clocks change.</summary>
/// <param name="Changes">How often it was replaced or cancelled; what iCalendar calls its sequence.</param>
public sealed record CalendarEntry(
    string Id,
    CalendarKind Kind,
    string Title,
    LocalDateTime Start,
    Duration Length,
    DateTimeZone Zone,
    Recurrence? Recurrence,
    string? RecurrenceText,
    string Scope,
    string Owner,
    Instant RecordedAt,
    int Changes = 0,
    bool IsCancelled = false)
{
    /// <summary>When it takes place, from the first that ends after <paramref name="from"/> to the last that starts before <paramref name="to"/>.</summary>
    public IEnumerable<Interval> Between(Instant from, Instant to)
    {
        if (IsCancelled)
        {
            yield break;
        }

        foreach (var local in Recurrence is null ? [Start] : Recurrence.StartsFrom(Start))
        {
            // A local time that clocks skip is taken after the gap, one that comes twice the first time.
            var start = local.InZoneLeniently(Zone).ToInstant();
            if (start >= to)
            {
                yield break;
            }

            if (start + Length > from)
            {
                yield return new Interval(start, start + Length);
            }
        }
    }

    public bool IsAt(Instant moment) => Between(moment, moment + Duration.Epsilon).Any();

    public bool Covers(string scope) => Pattern.Matches(Scope, scope);
}
