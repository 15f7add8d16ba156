using System.Globalization;
using NodaTime;

namespace Turnpike.Governance.Calendar;

public enum Frequency
{
    Daily,
    Weekly,
    Monthly,
    Yearly,
}

/// <summary>
/// The part of RFC 5545's recurrence rules that calendars of changes use: FREQ (DAILY to YEARLY), INTERVAL, BYDAY (with
/// WEEKLY; without numbers), COUNT or UNTIL. Other parts are refused rather than passed over.
/// </summary>
public sealed record Recurrence(Frequency Frequency, int Interval, IReadOnlyList<IsoDayOfWeek> Days, int? Count, LocalDateTime? Until)
{
    private const string UntilFormat = "yyyyMMdd'T'HHmmss";
    private static readonly string[] s_days = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

    /// <summary>Null with a fault that says which part is wrong.</summary>
    public static Recurrence? Parse(string text, out string? fault)
    {
        fault = null;
        var rule = new Recurrence((Frequency)(-1), 1, [], null, null);
        foreach (var part in text.Split(';'))
        {
            var (name, value) = part.Split('=', 2) is [var n, var v] ? (n.ToUpperInvariant(), v.ToUpperInvariant()) : (part, "");
            var read = name switch
            {
                "FREQ" when Enum.TryParse<Frequency>(value, ignoreCase: true, out var frequency) && !char.IsDigit(value[0]) => rule with { Frequency = frequency },
                "INTERVAL" when Number(value) is { } interval => rule with { Interval = interval },
                "COUNT" when Number(value) is { } count => rule with { Count = count },
                "BYDAY" when Week(value) is { } days => rule with { Days = days },
                "UNTIL" when Moment(value) is { } until => rule with { Until = until },
                _ => null,
            };
            if (read is null)
            {
                fault = $"{part} is not understood; known are FREQ=DAILY, WEEKLY, MONTHLY or YEARLY, INTERVAL, BYDAY=MO,TU,…, COUNT and UNTIL=20261231T235959";
                return null;
            }

            rule = read;
        }

        fault = rule.Frequency < 0 ? "FREQ is missing"
            : rule.Days.Count > 0 && rule.Frequency != Frequency.Weekly ? "BYDAY goes with FREQ=WEEKLY"
            : rule is { Count: not null, Until: not null } ? "COUNT and UNTIL exclude each other"
            : null;
        return fault is null ? rule : null;
    }

    /// <summary>The local starts, from the first on, in order. Endless where neither COUNT nor UNTIL ends it.</summary>
    public IEnumerable<LocalDateTime> StartsFrom(LocalDateTime first)
    {
        var given = 0;
        foreach (var start in Candidates(first))
        {
            if (start > Until || given == Count)
            {
                yield break;
            }

            if (start >= first)
            {
                given++;
                yield return start;
            }
        }
    }

    private IEnumerable<LocalDateTime> Candidates(LocalDateTime first)
    {
        var monday = first.Date.PlusDays(1 - (int)first.DayOfWeek);
        for (var step = 0; ; step += Interval)
        {
            switch (Frequency)
            {
                case Frequency.Daily:
                    yield return first.PlusDays(step);
                    break;
                case Frequency.Weekly when Days.Count > 0:
                    foreach (var day in Days)
                    {
                        yield return monday.PlusWeeks(step).PlusDays((int)day - 1) + first.TimeOfDay;
                    }

                    break;
                case Frequency.Weekly:
                    yield return first.PlusWeeks(step);
                    break;
                default:
                    // RFC 5545 leaves out the months that do not have the day; NodaTime would take their last one.
                    var next = Frequency == Frequency.Monthly ? first.PlusMonths(step) : first.PlusYears(step);
                    if (next.Day == first.Day)
                    {
                        yield return next;
                    }

                    break;
            }
        }
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= 1_000 ? number : null;

    private static List<IsoDayOfWeek>? Week(string text)
    {
        var days = text.Split(',').Select(d => (IsoDayOfWeek)(Array.IndexOf(s_days, d) + 1)).Distinct().Order().ToList();
        return days.Contains(IsoDayOfWeek.None) ? null : days;
    }

    private static LocalDateTime? Moment(string text) =>
        DateTime.TryParseExact(text.TrimEnd('Z'), UntilFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) ? LocalDateTime.FromDateTime(moment) : null;
}
