namespace Turnpike.Server.Identity;

/// <summary>Moments as the tables keep them: microseconds since 1970.</summary>
internal static class Moments
{
    public static long Microseconds(this DateTimeOffset moment) => (moment.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset ToMoment(this long microseconds) => DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);
}
