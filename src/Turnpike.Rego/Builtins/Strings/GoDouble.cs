using System.Globalization;

namespace Turnpike.Rego.Builtins;

/// <summary>Doubles as Go's strconv writes them.</summary>
internal static class GoDouble
{
    // Go turns to an exponent from here on where it writes as few digits as it can.
    private const int ShortestThreshold = 6;

    /// <summary>With a given number of digits, or (negative) as few as read back as the same number.</summary>
    public static string General(double value, int precision)
    {
        if (!double.IsFinite(value))
        {
            return NotFinite(value);
        }

        var sign = double.IsNegative(value) ? "-" : "";
        var places = Math.Max(1, precision);
        var (digits, point) = precision < 0 ? Shortest(Math.Abs(value)) : Parse(Math.Abs(value), Layout("E", places - 1));
        digits = digits.TrimEnd('0') is { Length: > 0 } significant ? significant : "0";
        var threshold = precision < 0 ? ShortestThreshold : places > digits.Length && digits.Length >= point ? digits.Length : places;
        return sign + GoFloat.General(digits, point, threshold);
    }

    public static string Scientific(double value, int precision)
    {
        if (!double.IsFinite(value))
        {
            return NotFinite(value);
        }

        var (digits, point) = Parse(Math.Abs(value), Layout("E", precision));
        return (double.IsNegative(value) ? "-" : "") + GoFloat.Scientific(digits, value == 0 ? 1 : point, precision);
    }

    public static string Fixed(double value, int precision) =>
        double.IsFinite(value) ? value.ToString(Layout("F", precision), CultureInfo.InvariantCulture) : NotFinite(value);

    private static string Layout(string letter, int precision) => letter + precision.ToString(CultureInfo.InvariantCulture);

    private static string NotFinite(double value) => double.IsNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";

    private static (string Digits, int Point) Shortest(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        var e = text.IndexOf('E', StringComparison.Ordinal);
        var power = e < 0 ? 0 : int.Parse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = e < 0 ? text : text[..e];
        var dot = mantissa.IndexOf('.', StringComparison.Ordinal);
        var point = (dot < 0 ? mantissa.Length : dot) + power;
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        var significant = digits.TrimStart('0');
        return significant.Length == 0 ? ("0", 1) : (significant, point - (digits.Length - significant.Length));
    }

    private static (string Digits, int Point) Parse(double value, string layout)
    {
        var text = value.ToString(layout, CultureInfo.InvariantCulture);
        var e = text.IndexOf('E', StringComparison.Ordinal);
        var power = int.Parse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return (text[..e].Replace(".", "", StringComparison.Ordinal), power + 1);
    }
}
