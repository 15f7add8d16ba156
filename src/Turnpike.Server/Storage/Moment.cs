namespace Turnpike.Server.Storage;

/// <summary>Times as the tables keep them: microseconds since 1970, in UTC.</summary>
internal static class Moment
{
    public static long Of(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset At(long microseconds) => DateTimeOffset.UnixEpoch.AddMicroseconds(microseconds);

    public static DateTimeOffset? At(long? microseconds) => microseconds is { } value ? At(value) : null;
}
