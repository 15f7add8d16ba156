namespace Turnpike.Rego.Builtins.Time;

internal enum LayoutPart : byte
{
    Literal,
    LongMonth,
    Month,
    NumberMonth,
    ZeroMonth,
    LongWeekday,
    Weekday,
    Day,
    SpaceDay,
    ZeroDay,
    SpaceYearDay,
    ZeroYearDay,
    Hour24,
    Hour12,
    ZeroHour12,
    Minute,
    ZeroMinute,
    Second,
    ZeroSecond,
    LongYear,
    Year,
    UpperPm,
    LowerPm,
    ZoneName,
    IsoZone,
    IsoZoneSeconds,
    IsoZoneShort,
    IsoZoneColon,
    IsoZoneColonSeconds,
    NumericZone,
    NumericZoneSeconds,
    NumericZoneShort,
    NumericZoneColon,
    NumericZoneColonSeconds,

    /// <summary>A fraction of fixed width.</summary>
    Fraction0,

    /// <summary>A fraction without trailing zeros.</summary>
    Fraction9,
}

/// <summary>Layouts of dates by example, as Go has them: <c>2006-01-02T15:04:05Z07:00</c>.</summary>
internal static class GoLayout
{
    public static readonly string[] Months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
    public static readonly string[] Weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

    // Of two that start alike the longer stands first.
    private static readonly (string Text, LayoutPart Part)[] s_parts =
    [
        ("January", LayoutPart.LongMonth),
        ("Monday", LayoutPart.LongWeekday),
        ("MST", LayoutPart.ZoneName),
        ("002", LayoutPart.ZeroYearDay),
        ("01", LayoutPart.ZeroMonth),
        ("02", LayoutPart.ZeroDay),
        ("03", LayoutPart.ZeroHour12),
        ("04", LayoutPart.ZeroMinute),
        ("05", LayoutPart.ZeroSecond),
        ("06", LayoutPart.Year),
        ("15", LayoutPart.Hour24),
        ("1", LayoutPart.NumberMonth),
        ("2006", LayoutPart.LongYear),
        ("2", LayoutPart.Day),
        ("__2", LayoutPart.SpaceYearDay),
        ("_2", LayoutPart.SpaceDay),
        ("3", LayoutPart.Hour12),
        ("4", LayoutPart.Minute),
        ("5", LayoutPart.Second),
        ("PM", LayoutPart.UpperPm),
        ("pm", LayoutPart.LowerPm),
        ("-07:00:00", LayoutPart.NumericZoneColonSeconds),
        ("-070000", LayoutPart.NumericZoneSeconds),
        ("-07:00", LayoutPart.NumericZoneColon),
        ("-0700", LayoutPart.NumericZone),
        ("-07", LayoutPart.NumericZoneShort),
        ("Z07:00:00", LayoutPart.IsoZoneColonSeconds),
        ("Z070000", LayoutPart.IsoZoneSeconds),
        ("Z07:00", LayoutPart.IsoZoneColon),
        ("Z0700", LayoutPart.IsoZone),
        ("Z07", LayoutPart.IsoZoneShort),
    ];

    /// <summary>The layout that one of Go's constants names; the text itself where it names none.</summary>
    public static string Named(string layout) => layout switch
    {
        "ANSIC" => "Mon Jan _2 15:04:05 2006",
        "UnixDate" => "Mon Jan _2 15:04:05 MST 2006",
        "RubyDate" => "Mon Jan 02 15:04:05 -0700 2006",
        "RFC822" => "02 Jan 06 15:04 MST",
        "RFC822Z" => "02 Jan 06 15:04 -0700",
        "RFC850" => "Monday, 02-Jan-06 15:04:05 MST",
        "RFC1123" => "Mon, 02 Jan 2006 15:04:05 MST",
        "RFC1123Z" => "Mon, 02 Jan 2006 15:04:05 -0700",
        "RFC3339" => "2006-01-02T15:04:05Z07:00",
        "RFC3339Nano" => "2006-01-02T15:04:05.999999999Z07:00",
        _ => layout,
    };

    /// <summary>The parts of a layout, literal text between them.</summary>
    public static IEnumerable<(LayoutPart Part, string Text)> Split(string layout)
    {
        var start = 0;
        for (var at = 0; at < layout.Length;)
        {
            var (part, length) = PartAt(layout, at);
            if (part == LayoutPart.Literal)
            {
                at++;
                continue;
            }

            if (at > start)
            {
                yield return (LayoutPart.Literal, layout[start..at]);
            }

            yield return (part, layout.Substring(at, length));
            at += length;
            start = at;
        }

        if (start < layout.Length)
        {
            yield return (LayoutPart.Literal, layout[start..]);
        }
    }

    private static (LayoutPart Part, int Length) PartAt(string layout, int at)
    {
        var rest = layout.AsSpan(at);
        foreach (var (text, part) in s_parts)
        {
            if (rest.StartsWith(text, StringComparison.Ordinal) && !(text == "_2" && rest.StartsWith("_2006", StringComparison.Ordinal)))
            {
                return (part, text.Length);
            }
        }

        // "Jan" and "Mon" are words of their own: "Mont" is literal.
        if (IsShortName(rest, "Jan"))
        {
            return (LayoutPart.Month, 3);
        }

        return IsShortName(rest, "Mon") ? (LayoutPart.Weekday, 3) : Fraction(rest);
    }

    private static bool IsShortName(ReadOnlySpan<char> rest, string name) =>
        rest.StartsWith(name, StringComparison.Ordinal) && !(rest.Length > 3 && char.IsAsciiLetterLower(rest[3]));

    // A run of one digit after the separator, and no other digit after the run.
    private static (LayoutPart Part, int Length) Fraction(ReadOnlySpan<char> rest)
    {
        if (rest.Length < 2 || rest[0] is not ('.' or ',') || rest[1] is not ('0' or '9'))
        {
            return (LayoutPart.Literal, 0);
        }

        var end = 1;
        while (end < rest.Length && rest[end] == rest[1])
        {
            end++;
        }

        return end < rest.Length && char.IsAsciiDigit(rest[end])
            ? (LayoutPart.Literal, 0)
            : (rest[1] == '0' ? LayoutPart.Fraction0 : LayoutPart.Fraction9, end);
    }
}
