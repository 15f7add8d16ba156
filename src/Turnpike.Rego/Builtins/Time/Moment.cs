using NodaTime;
using NodaTime.TimeZones;

namespace Turnpike.Rego.Builtins.Time;

/// <summary>A moment as nanoseconds since 1970, with the zone it is shown in. Wider than 64 bits, so that overflow shows.</summary>
internal readonly record struct Moment(Int128 Nanoseconds, Zone Zone)
{
    private const long PerSecond = 1_000_000_000;

    public bool IsInRange => Nanoseconds >= long.MinValue && Nanoseconds <= long.MaxValue;

    public long UnixSeconds => (long)FloorDivide(Nanoseconds, PerSecond);

    public int Nanosecond => (int)(Nanoseconds - ((Int128)UnixSeconds * PerSecond));

    public int Offset => Zone.OffsetAt(UnixSeconds);

    public CivilTime Civil => CivilTime.FromSeconds(UnixSeconds + Offset);

    /// <summary>The moment at which clocks in a zone show a date and time; its parts may be out of their ranges.</summary>
    public static Moment At(long year, long month, long day, long hour, long minute, long second, long nanosecond, Zone zone)
    {
        var local = (CivilTime.DaysOf(year + FloorDivide(month - 1, 12), (int)(month - 1 - (FloorDivide(month - 1, 12) * 12)) + 1, 1) + day - 1) * 86400
            + (hour * 3600) + (minute * 60) + second;

        // First as if the clock showed UTC; where that guess lies beyond a change of the zone, again.
        var offset = zone.OffsetAt(local);
        var second2 = zone.OffsetAt(local - offset);
        return new Moment(((Int128)(local - second2) * PerSecond) + nanosecond, zone);
    }

    private static long FloorDivide(long value, long by) => (value >= 0 ? value : value - by + 1) / by;

    private static Int128 FloorDivide(Int128 value, long by) => (value >= 0 ? value : value - by + 1) / by;
}

/// <summary>A date and time of the proleptic Gregorian calendar.</summary>
internal readonly record struct CivilTime(long Year, int Month, int Day, int Hour, int Minute, int Second)
{
    private const int DaysPerEra = 146_097;

    /// <summary>0 is Sunday.</summary>
    public int Weekday => (int)((((DaysOf(Year, Month, Day) + 4) % 7) + 7) % 7);

    public int DayOfYear => (int)(DaysOf(Year, Month, Day) - DaysOf(Year, 1, 1)) + 1;

    public static CivilTime FromSeconds(long seconds)
    {
        var days = (seconds >= 0 ? seconds : seconds - 86399) / 86400;
        var rest = (int)(seconds - (days * 86400));
        var shifted = days + 719_468;
        var era = (shifted >= 0 ? shifted : shifted - DaysPerEra + 1) / DaysPerEra;
        var dayOfEra = (int)(shifted - (era * DaysPerEra));
        var yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36524) - (dayOfEra / 146096)) / 365;
        var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var shiftedMonth = ((5 * dayOfYear) + 2) / 153;
        var month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
        return new CivilTime(yearOfEra + (era * 400) + (month <= 2 ? 1 : 0), month, dayOfYear - (((153 * shiftedMonth) + 2) / 5) + 1, rest / 3600, rest / 60 % 60, rest % 60);
    }

    /// <summary>Days from 1970 to a date.</summary>
    public static long DaysOf(long year, int month, int day)
    {
        year -= month <= 2 ? 1 : 0;
        var era = (year >= 0 ? year : year - 399) / 400;
        var yearOfEra = year - (era * 400);
        var dayOfYear = (((153 * (month + (month > 2 ? -3 : 9))) + 2) / 5) + day - 1;
        return (era * DaysPerEra) + (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear - 719_468;
    }

    public static int DaysIn(long year, int month) => (int)(DaysOf(month == 12 ? year + 1 : year, month == 12 ? 1 : month + 1, 1) - DaysOf(year, month, 1));
}

/// <summary>UTC, a named zone of the tz database, or a fixed offset.</summary>
internal sealed class Zone
{
    private readonly DateTimeZone? _zone;
    private readonly int _offset;
    private readonly string _name;

    private Zone(DateTimeZone? zone, int offset, string name)
    {
        _zone = zone;
        _offset = offset;
        _name = name;
    }

    public static Zone Utc { get; } = new(null, 0, "UTC");

    public bool IsUtc => ReferenceEquals(this, Utc);

    /// <summary>Null where the database has no such zone. The zone of the machine must not matter, so "Local" is UTC.</summary>
    public static Zone? Find(string name)
    {
        if (name is "" or "UTC" or "Local")
        {
            return Utc;
        }

        return DateTimeZoneProviders.Tzdb.GetZoneOrNull(name) is { } zone ? new Zone(zone, 0, name) : null;
    }

    public static Zone Fixed(int offset, string name) => new(null, offset, name);

    public int OffsetAt(long unixSeconds) => _zone is null ? _offset : IntervalAt(unixSeconds).WallOffset.Seconds;

    public string AbbreviationAt(long unixSeconds) => _zone is null ? _name : IntervalAt(unixSeconds).Name;

    // The database's zones reach as far as NodaTime's calendar, which is further than 64-bit nanoseconds.
    private ZoneInterval IntervalAt(long unixSeconds) =>
        _zone!.GetZoneInterval(Instant.FromUnixTimeSeconds(Math.Clamp(unixSeconds, -377_000_000_000, 253_000_000_000)));
}
