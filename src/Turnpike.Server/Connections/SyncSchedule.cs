using System.Globalization;

namespace Turnpike.Server.Connections;

/// <summary>How long between two syncs.</summary>
/// <param name="Every">Null where only people start them.</param>
public readonly record struct SyncSchedule(TimeSpan? Every)
{
    public const string Expected = "a number and m, h or d, from 1m to 30d, or never: 15m, 6h, 1d";

    private static readonly TimeSpan s_shortest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(30);
    private static readonly TimeSpan s_longestJitter = TimeSpan.FromMinutes(10);

    public static SyncSchedule Never { get; } = new(null);

    public static SyncSchedule? TryParse(string text)
    {
        if (text == "never")
        {
            return Never;
        }

        if (text.Length < 2 || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > 100_000)
        {
            return null;
        }

        TimeSpan? every = text[^1] switch
        {
            'm' => TimeSpan.FromMinutes(number),
            'h' => TimeSpan.FromHours(number),
            'd' => TimeSpan.FromDays(number),
            _ => null,
        };
        return every >= s_shortest && every <= s_longest ? new(every) : null;
    }

    /// <summary>When the next sync begins: later by up to a tenth, always the same for one name, so that connections do not all begin at once.</summary>
    /// <param name="failures">How many failed in a row: the next try comes after a minute, then two, four and so on, at most after the usual time.</param>
    public DateTimeOffset? NextAfter(DateTimeOffset now, string name, int failures)
    {
        if (Every is not { } every)
        {
            return null;
        }

        var wait = failures == 0 ? every : TimeSpan.FromTicks(Math.Min(every.Ticks, s_shortest.Ticks << Math.Min(failures - 1, 16)));
        var jitter = Math.Min(wait.Ticks / 10, s_longestJitter.Ticks) * (Hash(name) / (double)uint.MaxValue);
        return now + wait + TimeSpan.FromTicks((long)jitter);
    }

    public override string ToString() => Every switch
    {
        null => "never",
        { Ticks: var t } e when t % TimeSpan.TicksPerDay == 0 => string.Create(CultureInfo.InvariantCulture, $"{e.Days}d"),
        { Ticks: var t } e when t % TimeSpan.TicksPerHour == 0 => string.Create(CultureInfo.InvariantCulture, $"{(int)e.TotalHours}h"),
        { } e => string.Create(CultureInfo.InvariantCulture, $"{(int)e.TotalMinutes}m"),
    };

    // FNV-1a: the same on every node.
    private static uint Hash(string name) => name.Aggregate(2166136261u, static (hash, c) => unchecked((hash ^ c) * 16777619));
}
