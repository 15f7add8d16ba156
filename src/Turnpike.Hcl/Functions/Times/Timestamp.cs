using System.Globalization;

namespace Turnpike.Hcl.Functions.Times;

/// <summary>A moment with its offset from UTC, on the proleptic calendar; years may pass 9999 or lie before 0.</summary>
internal readonly record struct Timestamp
{
    private const long SecondsADay = 86_400;

    private Timestamp(long localSeconds, int nanoseconds, int offsetMinutes)
    {
        LocalSeconds = localSeconds;
        Nanoseconds = nanoseconds;
        OffsetMinutes = offsetMinutes;
    }

    /// <summary>Since 1970-01-01T00:00:00 of the clock on the wall.</summary>
    private long LocalSeconds { get; }

    public int Nanoseconds { get; }

    public int OffsetMinutes { get; }

    public (long Year, int Month, int Day) Date => CalendarDate.FromDays(FloorDivide(LocalSeconds, SecondsADay));

    public int Hour => (int)(SecondOfDay / 3600);

    public int Minute => (int)(SecondOfDay / 60 % 60);

    public int Second => (int)(SecondOfDay % 60);

    /// <summary>0 is Sunday.</summary>
    public int DayOfWeek => (int)((((FloorDivide(LocalSeconds, SecondsADay) + 4) % 7) + 7) % 7);

    private long SecondOfDay => LocalSeconds - (FloorDivide(LocalSeconds, SecondsADay) * SecondsADay);

    private long UtcSeconds => LocalSeconds - (OffsetMinutes * 60L);

    public static Timestamp Create(long year, int month, int day, int hour, int minute, int second, int nanoseconds, int offsetMinutes) =>
        new((CalendarDate.ToDays(year, month, day) * SecondsADay) + (hour * 3600) + (minute * 60) + second, nanoseconds, offsetMinutes);

    public Timestamp Add(long nanoseconds)
    {
        var (seconds, rest) = Int128.DivRem((Int128)Nanoseconds + nanoseconds, 1_000_000_000);
        return rest < 0
            ? new Timestamp(LocalSeconds + (long)seconds - 1, (int)rest + 1_000_000_000, OffsetMinutes)
            : new Timestamp(LocalSeconds + (long)seconds, (int)rest, OffsetMinutes);
    }

    public int CompareTo(Timestamp other) =>
        UtcSeconds != other.UtcSeconds ? UtcSeconds.CompareTo(other.UtcSeconds) : Nanoseconds.CompareTo(other.Nanoseconds);

    /// <summary>RFC 3339 without a fraction of a second.</summary>
    public override string ToString()
    {
        var (year, month, day) = Date;
        return string.Create(CultureInfo.InvariantCulture, $"{YearText(year)}-{month:00}-{day:00}T{Hour:00}:{Minute:00}:{Second:00}{OffsetText("Z", ":")}");
    }

    /// <param name="utc">What stands for no offset; null: zeros.</param>
    public string OffsetText(string? utc, string separator)
    {
        if (OffsetMinutes == 0 && utc is not null)
        {
            return utc;
        }

        var minutes = Math.Abs(OffsetMinutes);
        return string.Create(CultureInfo.InvariantCulture, $"{(OffsetMinutes < 0 ? '-' : '+')}{minutes / 60:00}{separator}{minutes % 60:00}");
    }

    public static string YearText(long year) => (year < 0 ? "-" : "") + Math.Abs(year).ToString("0000", CultureInfo.InvariantCulture);

    private static long FloorDivide(long value, long divisor) => (value / divisor) - (value % divisor < 0 ? 1 : 0);
}

/// <summary>Days since 1970-01-01 on the proleptic Gregorian calendar, counted in eras of 400 years.</summary>
internal static class CalendarDate
{
    private const int DaysAnEra = 146_097;

    public static long ToDays(long year, int month, int day)
    {
        // The year begins in March, so that the leap day is its last.
        var shifted = month <= 2 ? year - 1 : year;
        var era = (shifted >= 0 ? shifted : shifted - 399) / 400;
        var yearOfEra = shifted - (era * 400);
        var dayOfYear = (((153 * (month + (month > 2 ? -3 : 9))) + 2) / 5) + day - 1;
        return (era * DaysAnEra) + (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear - 719_468;
    }

    public static (long Year, int Month, int Day) FromDays(long days)
    {
        days += 719_468;
        var era = (days >= 0 ? days : days - (DaysAnEra - 1)) / DaysAnEra;
        var dayOfEra = days - (era * DaysAnEra);
        var yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        var dayOfYear = (int)(dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100)));
        var shifted = ((5 * dayOfYear) + 2) / 153;
        var month = shifted < 10 ? shifted + 3 : shifted - 9;
        return (yearOfEra + (era * 400) + (month <= 2 ? 1 : 0), month, dayOfYear - (((153 * shifted) + 2) / 5) + 1);
    }

    public static int DaysInMonth(long year, int month) => month switch
    {
        2 => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };
}
