using System.Globalization;
using System.Text;

namespace Turnpike.Rego.Builtins.Time;

internal static class GoTimeFormat
{
    public static string Format(Moment moment, string layout)
    {
        var text = new StringBuilder(layout.Length + 10);
        var (civil, offset) = (moment.Civil, moment.Offset);
        foreach (var (part, literal) in GoLayout.Split(layout))
        {
            Append(text, moment, civil, offset, part, literal);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, Moment moment, CivilTime civil, int offset, LayoutPart part, string literal)
    {
        var hour12 = civil.Hour % 12 == 0 ? 12 : civil.Hour % 12;
        switch (part)
        {
            case LayoutPart.Literal:
                text.Append(literal);
                break;
            case LayoutPart.LongMonth or LayoutPart.Month:
                text.Append(part == LayoutPart.Month ? GoLayout.Months[civil.Month - 1][..3] : GoLayout.Months[civil.Month - 1]);
                break;
            case LayoutPart.LongWeekday or LayoutPart.Weekday:
                text.Append(part == LayoutPart.Weekday ? GoLayout.Weekdays[civil.Weekday][..3] : GoLayout.Weekdays[civil.Weekday]);
                break;
            case LayoutPart.NumberMonth or LayoutPart.ZeroMonth:
                Number(text, civil.Month, part == LayoutPart.ZeroMonth ? 2 : 1);
                break;
            case LayoutPart.Day or LayoutPart.ZeroDay:
                Number(text, civil.Day, part == LayoutPart.ZeroDay ? 2 : 1);
                break;
            case LayoutPart.SpaceDay:
                text.Append(civil.Day.ToString(CultureInfo.InvariantCulture).PadLeft(2));
                break;
            case LayoutPart.SpaceYearDay:
                text.Append(civil.DayOfYear.ToString(CultureInfo.InvariantCulture).PadLeft(3));
                break;
            case LayoutPart.ZeroYearDay:
                Number(text, civil.DayOfYear, 3);
                break;
            case LayoutPart.Hour24:
                Number(text, civil.Hour, 2);
                break;
            case LayoutPart.Hour12 or LayoutPart.ZeroHour12:
                Number(text, hour12, part == LayoutPart.ZeroHour12 ? 2 : 1);
                break;
            case LayoutPart.Minute or LayoutPart.ZeroMinute:
                Number(text, civil.Minute, part == LayoutPart.ZeroMinute ? 2 : 1);
                break;
            case LayoutPart.Second or LayoutPart.ZeroSecond:
                Number(text, civil.Second, part == LayoutPart.ZeroSecond ? 2 : 1);
                break;
            case LayoutPart.LongYear:
                text.Append(civil.Year < 0 ? "-" : "");
                Number(text, Math.Abs(civil.Year), 4);
                break;
            case LayoutPart.Year:
                Number(text, Math.Abs(civil.Year) % 100, 2);
                break;
            case LayoutPart.UpperPm:
                text.Append(civil.Hour >= 12 ? "PM" : "AM");
                break;
            case LayoutPart.LowerPm:
                text.Append(civil.Hour >= 12 ? "pm" : "am");
                break;
            case LayoutPart.ZoneName:
                AppendZoneName(text, moment.Zone.AbbreviationAt(moment.UnixSeconds), offset);
                break;
            case LayoutPart.Fraction0 or LayoutPart.Fraction9:
                AppendFraction(text, moment.Nanosecond, part, literal);
                break;
            default:
                AppendOffset(text, offset, part);
                break;
        }
    }

    private static void Number(StringBuilder text, long value, int width) =>
        text.Append(value.ToString(CultureInfo.InvariantCulture).PadLeft(width, '0'));

    // A zone without a name shows its offset.
    private static void AppendZoneName(StringBuilder text, string name, int offset)
    {
        if (name.Length > 0)
        {
            text.Append(name);
            return;
        }

        text.Append(offset < 0 ? '-' : '+');
        Number(text, Math.Abs(offset) / 3600, 2);
        if (offset % 3600 != 0)
        {
            Number(text, Math.Abs(offset) / 60 % 60, 2);
        }
    }

    private static void AppendFraction(StringBuilder text, int nanosecond, LayoutPart part, string literal)
    {
        var digits = nanosecond.ToString("000000000", CultureInfo.InvariantCulture)[..Math.Min(9, literal.Length - 1)];
        digits = part == LayoutPart.Fraction9 ? digits.TrimEnd('0') : digits;
        text.Append(digits.Length == 0 ? "" : literal[..1]).Append(digits);
    }

    private static void AppendOffset(StringBuilder text, int offset, LayoutPart part)
    {
        if (offset == 0 && part is (LayoutPart.IsoZone or LayoutPart.IsoZoneColon or LayoutPart.IsoZoneSeconds or LayoutPart.IsoZoneShort or LayoutPart.IsoZoneColonSeconds))
        {
            text.Append('Z');
            return;
        }

        var colon = part is LayoutPart.IsoZoneColon or LayoutPart.IsoZoneColonSeconds or LayoutPart.NumericZoneColon or LayoutPart.NumericZoneColonSeconds ? ":" : "";
        var magnitude = Math.Abs(offset);
        text.Append(offset < 0 ? '-' : '+');
        Number(text, magnitude / 3600, 2);
        if (part is not (LayoutPart.IsoZoneShort or LayoutPart.NumericZoneShort))
        {
            text.Append(colon);
            Number(text, magnitude / 60 % 60, 2);
        }

        if (part is LayoutPart.IsoZoneSeconds or LayoutPart.IsoZoneColonSeconds or LayoutPart.NumericZoneSeconds or LayoutPart.NumericZoneColonSeconds)
        {
            text.Append(colon);
            Number(text, magnitude % 60, 2);
        }
    }
}
