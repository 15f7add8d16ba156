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
        var seconds = (now - Instant.FromDateTimeOffset(at)).TotalSeconds;
        var size = Math.Abs(seconds);
        foreach (var (unit, length) in s_steps)
        {
            if (size >= length)
            {
                var count = (long)(size / length);
                var words = $"{count} {unit}{(count == 1 ? "" : "s")}";
                return seconds >= 0 ? words + " ago" : "in " + words;
            }
        }

        return seconds >= 0 ? "just now" : "in a moment";
    }
}
