using System.Globalization;
using System.Text;

namespace Turnpike.Hcl.Functions.Times;

/// <summary>The layouts of <c>formatdate</c>: runs of one letter are verbs, what stands between single quotes is literal.</summary>
internal static class DateFormat
{
    private static readonly string[] s_days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

    public static bool TryFormat(string layout, Timestamp time, out string text, out string fault)
    {
        var result = new StringBuilder(layout.Length + 16);
        (text, fault) = ("", "");
        for (var at = 0; at < layout.Length;)
        {
            var first = layout[at];
            var end = at + 1;
            if (first == '\'')
            {
                if (!TryReadLiteral(layout, ref end, result))
                {
                    fault = "the literal that starts with ' has no closing '; write '' for a quote inside it";
                    return false;
                }
            }
            else if (!char.IsAsciiLetter(first))
            {
                result.Append(first);
            }
            else
            {
                while (end < layout.Length && layout[end] == first)
                {
                    end++;
                }

                if (Verb(layout[at..end], time, out var known) is not { } part)
                {
                    fault = $"\"{layout[at..end]}\" is no verb; {known}";
                    return false;
                }

                result.Append(part);
            }

            at = end;
        }

        text = result.ToString();
        return true;
    }

    // A quote inside is written twice; a pair of quotes alone is one quote too. The last quote of the layout always closes.
    private static bool TryReadLiteral(string layout, ref int at, StringBuilder result)
    {
        var start = at;
        for (; at < layout.Length && !(layout[at] == '\'' && (at + 1 == layout.Length || layout[at + 1] != '\'')); at++)
        {
            at += layout[at] == '\'' ? 1 : 0;
        }

        at = Math.Min(at + 1, layout.Length);
        if (at == start || layout[at - 1] != '\'')
        {
            return false;
        }

        var text = layout[start..(at - 1)];
        result.Append(text.Length == 0 ? "'" : text.Replace("''", "'", StringComparison.Ordinal));
        return true;
    }

    private static string? Verb(string verb, Timestamp time, out string known)
    {
        var (year, month, day) = time.Date;
        known = verb[0] switch
        {
            'Y' => "a year is YY or YYYY",
            'M' => "a month is M, MM, MMM or MMMM",
            'D' => "a day of the month is D or DD",
            'E' => "a day of the week is EEE or EEEE",
            'h' => "an hour of 24 is h or hh",
            'H' => "an hour of 12 is H or HH",
            'A' or 'a' => "morning or afternoon is AA or aa",
            'm' => "a minute is m or mm",
            's' => "a second is s or ss",
            'Z' => "a time zone is Z, ZZZ, ZZZZ or ZZZZZ",
            _ => "letters that stand for themselves go between single quotes",
        };
        var hourOf12 = ((time.Hour + 11) % 12) + 1;
        return verb switch
        {
            "YY" => Padded(year % 100),
            "YYYY" => Timestamp.YearText(year),
            "M" => Plain(month),
            "MM" => Padded(month),
            "MMM" => CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(month)[..3],
            "MMMM" => CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(month),
            "D" => Plain(day),
            "DD" => Padded(day),
            "EEE" => s_days[time.DayOfWeek][..3],
            "EEEE" => s_days[time.DayOfWeek],
            "h" => Plain(time.Hour),
            "hh" => Padded(time.Hour),
            "H" => Plain(hourOf12),
            "HH" => Padded(hourOf12),
            "AA" => time.Hour < 12 ? "AM" : "PM",
            "aa" => time.Hour < 12 ? "am" : "pm",
            "m" => Plain(time.Minute),
            "mm" => Padded(time.Minute),
            "s" => Plain(time.Second),
            "ss" => Padded(time.Second),
            "Z" => time.OffsetText("Z", ":"),
            "ZZZ" => time.OffsetText("UTC", ""),
            "ZZZZ" => time.OffsetText(null, ""),
            "ZZZZZ" => time.OffsetText(null, ":"),
            _ => null,
        };
    }

    private static string Plain(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Padded(long number) => number.ToString("00", CultureInfo.InvariantCulture);
}
