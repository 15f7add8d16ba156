using NodaTime;
using NodaTime.Text;

namespace Turnpike.Web.Elements;

/// <summary>Times in words. Assets/js/times.js says the same words as time goes on.</summary>
public static class Times
{
    private static readonly ZonedDateTimePattern s_exact = ZonedDateTimePattern.CreateWithInvariantCulture("d MMM uuuu, HH:mm:ss x", null);
    private static readonly ZonedDateTimePattern s_day = ZonedDateTimePattern.CreateWithInvariantCulture("d MMM uuuu", null);

    private static readonly (string Unit, double Seconds)[] s_steps = [("year", 31557600), ("month", 2629800), ("day", 86400), ("hour", 3600), ("minute", 60)];

    public static string Exact(DateTimeOffset at, DateTimeZone zone) => s_exact.Format(Instant.FromDateTimeOffset(at).InZone(zone));

    public static string Day(DateTimeOffset at, DateTimeZone zone) => s_day.Format(Instant.FromDateTimeOffset(at).InZone(zone));

    public static string Relative(DateTimeOffset at, Instant now)
    {
        var span = (now - Instant.FromDateTimeOffset(at)).ToTimeSpan();
        return Words(span.Duration()) is { } words ? span >= TimeSpan.Zero ? words + " ago" : "in " + words : span >= TimeSpan.Zero ? "just now" : "in a moment";
    }

    /// <summary><c>3 hours</c>, in the largest unit of which there is one.</summary>
    public static string Length(TimeSpan span) => Words(span) ?? "a minute";

    private static string? Words(TimeSpan span)
    {
        foreach (var (unit, length) in s_steps)
        {
            if (span.TotalSeconds >= length)
            {
                return Numbers.Of((long)(span.TotalSeconds / length), unit);
            }
        }

        return null;
    }
}
