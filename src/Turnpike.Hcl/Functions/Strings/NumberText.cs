using System.Globalization;
using System.Numerics;
using Turnpike.Hcl.Types;
using Turnpike.Values;

namespace Turnpike.Hcl.Functions.Strings;

/// <summary>Numbers in the forms of the format verbs e, f and g, to any number of digits, rounded half to even.</summary>
internal static class NumberText
{
    // The verb g turns to an exponent from here on where it writes as few digits as it can.
    private const int ShortestThreshold = 6;

    /// <param name="verb">One of <c>e E f g G</c>.</param>
    /// <param name="precision">Digits after the point, for g and G significant ones; negative: as few as tell the number apart.</param>
    public static string Write(NumberValue value, char verb, int precision)
    {
        var number = HclNumber.ToBinary(value);
        if (number.IsInfinite)
        {
            return number.IsNegative ? "-Inf" : "+Inf";
        }

        var sign = number.IsNegative ? "-" : "";
        var (digits, point) = precision < 0 ? Shortest(number) : Exact(number);
        if (verb is 'g' or 'G')
        {
            return sign + General(digits, point, verb, precision);
        }

        (digits, point) = Round(digits, point, verb == 'f' ? point + precision : precision + 1);
        return sign + (verb == 'f' ? Fixed(digits, point, precision) : Scientific(digits, point, verb, precision));
    }

    private static string General(string digits, int point, char verb, int precision)
    {
        var isShortest = precision < 0;
        var wanted = precision == 0 ? 1 : precision;
        if (!isShortest)
        {
            (digits, point) = Round(digits, point, wanted);
        }

        var threshold = isShortest ? ShortestThreshold : wanted > digits.Length && digits.Length >= point ? digits.Length : wanted;
        var exponent = digits.Length == 0 ? -1 : point - 1;
        return exponent < -4 || exponent >= threshold
            ? Scientific(digits, point, verb == 'G' ? 'E' : 'e', Math.Max(0, digits.Length - 1))
            : Fixed(digits, point, Math.Max(0, digits.Length - point));
    }

    private static string Scientific(string digits, int point, char verb, int places)
    {
        var exponent = digits.Length == 0 ? 0 : point - 1;
        var first = digits.Length == 0 ? '0' : digits[0];
        var rest = places == 0 ? "" : "." + (digits.Length > 1 ? digits[1..] : "").PadRight(places, '0');
        return string.Create(CultureInfo.InvariantCulture, $"{first}{rest}{verb}{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
    }

    private static string Fixed(string digits, int point, int places)
    {
        var whole = point <= 0 ? "0" : point >= digits.Length ? digits.PadRight(point, '0') : digits[..point];
        if (places <= 0)
        {
            return whole;
        }

        var fraction = point <= 0 ? new string('0', Math.Min(-point, places)) + digits : point >= digits.Length ? "" : digits[point..];
        return whole + "." + (fraction.Length > places ? fraction[..places] : fraction.PadRight(places, '0'));
    }

    // 0.digits × 10^point, no trailing zeros; zero has no digits.
    private static (string Digits, int Point) Exact(BinaryNumber number)
    {
        var magnitude = BigInteger.Abs(number.Mantissa);
        if (magnitude.IsZero)
        {
            return ("", 0);
        }

        var whole = number.Exponent >= 0 ? magnitude << number.Exponent : magnitude * BigInteger.Pow(5, -number.Exponent);
        var digits = whole.ToString(CultureInfo.InvariantCulture);
        return (digits.TrimEnd('0'), digits.Length + Math.Min(0, number.Exponent));
    }

    private static (string Digits, int Point) Shortest(BinaryNumber number)
    {
        var text = number.ToString().TrimStart('-');
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        var point = dot < 0 ? text.Length : dot;
        var digits = text.Replace(".", "", StringComparison.Ordinal);
        var significant = digits.TrimStart('0');
        return (significant.TrimEnd('0'), significant.Length == 0 ? 0 : point - (digits.Length - significant.Length));
    }

    private static (string Digits, int Point) Round(string digits, int point, int count)
    {
        if (count >= digits.Length)
        {
            return (digits, point);
        }

        if (count < 0 || !RoundsUp(digits, count))
        {
            var kept = count <= 0 ? "" : digits[..count].TrimEnd('0');
            return (kept, kept.Length == 0 ? 0 : point);
        }

        var last = count - 1;
        while (last >= 0 && digits[last] == '9')
        {
            last--;
        }

        return last < 0 ? ("1", point + 1) : (string.Concat(digits.AsSpan(0, last), [(char)(digits[last] + 1)]), point);
    }

    private static bool RoundsUp(string digits, int at) =>
        digits[at] == '5' && at + 1 == digits.Length ? at > 0 && ((digits[at - 1] - '0') & 1) != 0 : digits[at] >= '5';
}
